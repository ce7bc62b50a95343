import { z } from 'zod'
import { CasePhotoParams, CasePhotoQuery, PhotoAnswer, PhotoFields } from '#cases/contract-photos.ts'
import { caseProblems } from '#cases/problems.ts'
import { casePhotoProblems } from '#cases/problems-photos.ts'
import { findCase } from '#cases/queries.ts'
import { receivePhoto } from '#cases/receive-photo.ts'
import { maySee } from '#cases/visibility.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { tagMatches } from '#platform/entity-tag.ts'
import { PHOTO_BYTES } from '#platform/photo.ts'
import { findStoredFile } from '#platform/queries-files.ts'
import { type AnyRoute, rawRoute, uploadRoute } from '#platform/route.ts'

/** A photo that was small enough from the start has no thumbnail of its own. */
const StoredFacts = z.object({ thumbnailSha256: z.string().optional() })

/** The key of a photo's bytes in the store, for somebody who may see the case that holds it. Throws case.not_found, case.photo_not_found. */
async function photoKey(tx: Db, actor: Actor, { id, fileId }: z.output<typeof CasePhotoParams>, size: 'full' | 'thumb'): Promise<string> {
  const row = await findCase(tx, actor.cityId, id)
  if (!row || !maySee(row, actor)) throw caseProblems.notFound(id)
  const held = row.photos.some((photo) => photo.fileId === fileId)
  const file = held ? await findStoredFile(tx, actor.cityId, fileId) : undefined
  if (!file) throw casePhotoProblems.notFound(fileId)
  const thumbnail = size === 'thumb' ? StoredFacts.parse(file.facts).thumbnailSha256 : undefined
  return thumbnail ?? file.storedSha256
}

/** Photos of cases: taking them in, and showing them to those who may see the case. */
export const photoRoutes: readonly AnyRoute[] = [
  uploadRoute({
    method: 'POST',
    path: '/api/photos',
    permission: 'signed-in',
    summary: { zh: '上传照片（须有任一案卷权限）', en: 'Upload a photo (any permission on cases)' },
    tag: 'cases',
    body: PhotoFields,
    uploadLimit: PHOTO_BYTES,
    alsoAnswers: [403],
    answer: PhotoAnswer,
    status: 201,
    transaction: 'own',
    handle: ({ tx, files, actor, upload, body }) => receivePhoto(tx, files, actor, upload.bytes, body),
  }),
  rawRoute({
    method: 'GET',
    path: '/api/cases/:id/photos/:fileId',
    permission: 'signed-in',
    summary: { zh: '案卷照片（size=thumb 为缩略图）', en: 'A photo of a case (size=thumb for the thumbnail)' },
    tag: 'cases',
    params: CasePhotoParams,
    query: CasePhotoQuery,
    answerType: 'image/jpeg',
    alsoAnswers: [304],
    transaction: 'own',
    handle: async ({ tx, files, actor, params, query, exchange }) => {
      const key = await photoKey(tx, actor, params, query.size)
      const headers = { etag: `"${key}"`, 'cache-control': 'private, max-age=31536000, immutable', 'content-disposition': 'inline' }
      if (tagMatches(exchange.header('if-none-match'), headers.etag)) return { status: 304, body: '', headers }
      return { body: await files.get(key), headers }
    },
  }),
]
