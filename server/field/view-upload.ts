import type { z } from 'zod'
import { viewOwnPhoto } from '#cases/receive-photo.ts'
import type { UploadAnswer } from '#field/contract-uploads.ts'
import { finishUpload } from '#field/finish-upload.ts'
import type { Upload } from '#field/queries-uploads.ts'
import { ownUpload } from '#field/take-upload.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import type { FileStore } from '#platform/files.ts'

export const uploadAnswer = (upload: Upload, photo: z.input<typeof UploadAnswer>['photo']): z.input<typeof UploadAnswer> => ({
  id: upload.id,
  length: upload.length,
  offset: upload.received,
  expiresAt: upload.expiresAt.toISOString(),
  photo,
})

/** How far an upload has come. One that is whole and was not taken in, because the process ended just then, is taken in now. Throws upload.not_found, upload.expired and what finishUpload throws. */
export async function viewUpload(db: Db, files: FileStore, actor: Actor, id: string): Promise<z.input<typeof UploadAnswer>> {
  const upload = await ownUpload(db, actor, id)
  if (upload.received < upload.length) return uploadAnswer(upload, null)
  return uploadAnswer(upload, (await viewOwnPhoto(db, actor, id)) ?? (await finishUpload(db, files, actor, upload)))
}
