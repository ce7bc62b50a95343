import type { Multipart } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { httpProblems } from '#platform/http-problems.ts'
import { Problem } from '#platform/problem.ts'
import type { Upload } from '#platform/route.ts'

export interface Form {
  readonly upload: Upload
  /** The form's other fields, as text. */
  readonly fields: Readonly<Record<string, string>>
}

const FIELD_LIMIT = 100_000

/** What the form's reader refused, in our words: a second file is not a large one. */
function uploadProblem(error: unknown, limit: number): unknown {
  if (error instanceof Problem) return error
  if (!(error instanceof Error) || !('statusCode' in error) || error.statusCode !== 413) return httpProblems.malformedForm()
  return 'code' in error && error.code === 'FST_FILES_LIMIT' ? httpProblems.fileMissing() : httpProblems.tooLarge(limit)
}

/** Reads the whole form before any transaction is opened, so that a slow sender holds no connection. */
async function readParts(parts: AsyncIterableIterator<Multipart>): Promise<{ uploads: Upload[]; fields: Record<string, string> }> {
  const uploads: Upload[] = []
  const fields: Record<string, string> = {}
  for await (const part of parts) {
    if (part.type === 'file' && part.fieldname !== 'file') throw httpProblems.fileMissing()
    if (part.type === 'file') uploads.push({ fileName: part.filename, claimedType: part.mimetype, bytes: await part.toBuffer() })
    else fields[part.fieldname] = String(part.value)
  }
  return { uploads, fields }
}

/**
 * Reads on and throws away what the form's reader left when it gave up: the next request of the same connection stands behind it. How long that may take
 * is bounded as for any body (client-errors.ts).
 */
function readToEnd({ raw }: FastifyRequest): void {
  raw.unpipe()
  raw.resume()
}

/** The one file of a multipart/form-data request, at most `limit` bytes, and its text fields. Throws request.media_type, request.file_missing, request.too_large. */
export async function readUpload(request: FastifyRequest, limit: number): Promise<Form> {
  if (!request.isMultipart()) throw httpProblems.mediaType('multipart/form-data')
  const parts = request.parts({ limits: { fileSize: limit, files: 1, fields: 50, fieldSize: FIELD_LIMIT } })
  const { uploads, fields } = await readParts(parts).catch((error: unknown) => {
    readToEnd(request)
    throw uploadProblem(error, limit)
  })
  const [upload] = uploads
  if (!upload) throw httpProblems.fileMissing()
  return { upload, fields }
}
