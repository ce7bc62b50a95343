import { buffer } from 'node:stream/consumers'
import type { z } from 'zod'
import type { PhotoAnswer } from '#cases/contract-photos.ts'
import { PhotoFields } from '#cases/contract-photos.ts'
import { receivePhoto, viewOwnPhoto } from '#cases/receive-photo.ts'
import { uploadProblems } from '#field/problems-uploads.ts'
import { deleteUpload, setUploadDone, type Upload } from '#field/queries-uploads.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import type { FileStore } from '#platform/files.ts'
import { sha256Of } from '#platform/photo.ts'
import { Problem } from '#platform/problem.ts'

type Photo = z.input<typeof PhotoAnswer>

/** The whole of it; what is gone from the store (after a restore, say) cannot be mended: the phone begins anew. */
async function readWhole(files: FileStore, { parts }: Upload): Promise<Buffer | undefined> {
  try {
    const chunks: Buffer[] = []
    for (const { key } of parts) chunks.push(await buffer(await files.get(key)))
    return Buffer.concat(chunks)
  } catch (error) {
    if (error instanceof Problem && error.code === 'file.not_found') return undefined
    throw error
  }
}

async function removeParts(files: FileStore, { parts }: Upload): Promise<void> {
  for (const { key } of parts) await files.remove(key)
}

/** What the phone said when it began. Its clock is compared with ours of that moment: how long the line took is not its fault. */
function fieldsOf({ id, fields, createdAt }: Upload, at: Date): PhotoFields {
  const said = PhotoFields.parse({ ...fields, requestId: id })
  if (!said.deviceTime) return said
  return { ...said, deviceTime: new Date(said.deviceTime.getTime() + at.getTime() - createdAt.getTime()) }
}

/**
 * Takes the photo in, by the same way as one sent at once. Done twice, or again after a process ended in the middle, it is one photo under the same id.
 * Throws upload.wrong_hash, upload.expired (its bytes are gone), and what receivePhoto throws; a photo that is refused stays until it expires or is given up.
 */
export async function finishUpload(db: Db, files: FileStore, actor: Actor, upload: Upload): Promise<Photo> {
  const photo = (await viewOwnPhoto(db, actor, upload.id)) ?? (await takeIn(db, files, actor, upload))
  await setUploadDone(db, upload.cityId, upload.id, actor.at)
  await removeParts(files, upload)
  return photo
}

async function takeIn(db: Db, files: FileStore, actor: Actor, upload: Upload): Promise<Photo> {
  const bytes = await readWhole(files, upload)
  if (bytes && isWhole(bytes, upload)) return receivePhoto(db, files, actor, bytes, fieldsOf(upload, actor.at))
  // Somebody else may have been faster, and have cleared away what we were reading.
  const photo = await viewOwnPhoto(db, actor, upload.id)
  if (photo) return photo
  await deleteUpload(db, upload.cityId, upload.id)
  await removeParts(files, upload)
  throw bytes ? uploadProblems.wrongHash() : uploadProblems.expired()
}

const isWhole = (bytes: Buffer, { length, sha256 }: Upload): boolean =>
  bytes.length === length && (sha256 === null || sha256Of(bytes) === sha256)
