import { Readable } from 'node:stream'
import { httpProblems } from '#platform/http-problems.ts'
import type { ReceivedBytes } from '#platform/route.ts'

/** The bytes of a request's body, as far as they come before the line breaks, at most `limit`. Throws request.media_type, request.too_large. */
export async function receiveBytes(body: unknown, limit: number): Promise<ReceivedBytes> {
  if (!(body instanceof Readable)) throw httpProblems.mediaType('application/offset+octet-stream')
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of body) {
      size += chunk.length
      if (size > limit) throw httpProblems.tooLarge(limit)
      chunks.push(chunk)
    }
  } catch (error) {
    if (size > limit) throw error
    return { bytes: Buffer.concat(chunks), whole: false }
  }
  return { bytes: Buffer.concat(chunks), whole: true }
}
