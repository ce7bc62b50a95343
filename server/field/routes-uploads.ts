import { z } from 'zod'
import { UploadAnswer, UploadParams } from '#field/contract-uploads.ts'
import type { Upload } from '#field/queries-uploads.ts'
import { beginUpload, discardUpload, takePart } from '#field/take-upload.ts'
import { ALGORITHMS, CHUNK_TYPE, checksumOf, EXTENSIONS, lengthOf, metadataOf, offsetOf, requireVersion, TUS_VERSION, UPLOADS_PATH } from '#field/upload-rules.ts' // biome-ignore format: one import
import { uploadAnswer, viewUpload } from '#field/view-upload.ts'
import { PHOTO_BYTES } from '#platform/photo.ts'
import { type AnyRoute, type Exchange, rawRoute, route } from '#platform/route.ts'

const common = { permission: 'signed-in', tag: 'field', transaction: 'own' } as const

/** Every answer, a refusal too, says which protocol it speaks. Throws upload.tus_version. */
function speakTus({ header, setHeader }: Exchange): void {
  setHeader('tus-resumable', TUS_VERSION)
  setHeader('tus-version', TUS_VERSION)
  setHeader('tus-extension', EXTENSIONS.join(','))
  setHeader('tus-max-size', String(PHOTO_BYTES))
  setHeader('tus-checksum-algorithm', ALGORITHMS.join(','))
  requireVersion(header)
}

type Told = Pick<Upload, 'length' | 'received'> & { readonly expiresAt: Date | string }
function tell({ setHeader }: Exchange, { length, received, expiresAt }: Told): void {
  setHeader('upload-length', String(length))
  setHeader('upload-offset', String(received))
  setHeader('upload-expires', new Date(expiresAt).toUTCString())
}

/** Photos that come in parts over a line that breaks (tus 1.0: core, creation, checksum, expiration, termination). */
export const uploadRoutes: readonly AnyRoute[] = [
  route({
    ...common, transaction: 'request', method: 'POST', path: UPLOADS_PATH, limit: 'upload', status: 201, alsoAnswers: [400, 403, 409, 412, 429],
    summary: { zh: '开始分段上传照片（tus 1.0；Upload-Length、Upload-Metadata）', en: 'Begin a photo in parts (tus 1.0; Upload-Length, Upload-Metadata)' }, answer: UploadAnswer,
    handle: async ({ tx, actor, exchange }) => {
      speakTus(exchange)
      const upload = await beginUpload(tx, actor, lengthOf(exchange.header), metadataOf(exchange.header, exchange.locale))
      tell(exchange, upload)
      exchange.setHeader('location', `${UPLOADS_PATH}/${upload.id}`)
      return uploadAnswer(upload, null)
    },
  }),
  route({
    ...common, method: 'GET', path: `${UPLOADS_PATH}/:id`, alsoAnswers: [409, 410, 412],
    summary: { zh: '上传到了哪里（HEAD 亦可）；完成后给出照片', en: 'How far an upload has come (HEAD too); its photo when it is whole' }, params: UploadParams, answer: UploadAnswer,
    handle: async ({ tx, files, actor, params, exchange }) => {
      speakTus(exchange)
      const answer = await viewUpload(tx, files, actor, params.id)
      tell(exchange, { ...answer, received: answer.offset })
      return answer
    },
  }),
  rawRoute({
    ...common, method: 'PATCH', path: `${UPLOADS_PATH}/:id`, takes: CHUNK_TYPE, answerType: 'text/plain', alsoAnswers: [204, 403, 409, 410, 412, 413, 415, 460],
    summary: { zh: '续传一段；传满即成照片', en: 'Send what follows; with the last byte it becomes a photo' }, params: UploadParams,
    handle: async ({ tx, files, actor, params, exchange }) => {
      speakTus(exchange)
      const sent = { offset: offsetOf(exchange.header), checksum: checksumOf(exchange.header), receive: exchange.receive }
      tell(exchange, await takePart(tx, files, actor, params.id, sent))
      return { status: 204, body: '' }
    },
  }),
  route({
    ...common, method: 'DELETE', path: `${UPLOADS_PATH}/:id`, status: 204, alsoAnswers: [412],
    summary: { zh: '放弃上传', en: 'Give an upload up' }, params: UploadParams, answer: z.undefined(),
    handle: async ({ tx, files, actor, params, exchange }) => {
      speakTus(exchange)
      await discardUpload(tx, files, actor, params.id)
      return undefined
    },
  }),
] // biome-ignore format: one row a line
