import { createHash } from 'node:crypto'
import { caseProblems } from '#cases/problems.ts'
import { requireTakingPart } from '#cases/receive-photo.ts'
import type { UploadMetadata } from '#field/contract-uploads.ts'
import { finishUpload } from '#field/finish-upload.ts'
import { uploadProblems } from '#field/problems-uploads.ts'
import {
  countOpenUploads,
  deleteUpload,
  findUpload,
  insertUpload,
  lockUpload,
  setUploadParts,
  type Upload,
} from '#field/queries-uploads.ts'
import type { UploadFields, UploadPart } from '#field/tables.ts'
import { type Checksum, MOST_OPEN, MOST_PARTS, matches, UPLOAD_HOURS } from '#field/upload-rules.ts'
import type { Actor } from '#platform/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import type { FileStore } from '#platform/files.ts'
import { httpProblems } from '#platform/http-problems.ts'
import { newId } from '#platform/identifier.ts'
import { findStoredFile } from '#platform/queries-files.ts'
import type { ReceivedBytes } from '#platform/route.ts'

const HOUR = 3_600_000

const fieldsOf = ({ deviceTime, lon, lat, datum, takenAt, sourceSha256 }: UploadMetadata): UploadFields => ({
  datum,
  ...(deviceTime && { deviceTime: deviceTime.toISOString() }),
  ...(takenAt && { takenAt: takenAt.toISOString() }),
  ...(sourceSha256 && { sourceSha256 }),
  ...(lon !== undefined && lat !== undefined && { lon, lat }),
})

/** One id stands for one file of one person: its size, and its hash where both told one. */
function requireSame(upload: Upload, actor: Actor, length: number, sha256: string | null): Upload {
  const other = upload.sha256 !== null && sha256 !== null && upload.sha256 !== sha256
  if (upload.personId !== actor.personId || upload.length !== length || other) throw caseProblems.reused(upload.id)
  return upload
}

/** Whether this person's photo of that id is here already, however it came. Throws request.reused when the id stands for another. */
async function isTakenIn(tx: Db, actor: Actor, id: string, sha256: string | null): Promise<boolean> {
  const photo = await findStoredFile(tx, actor.cityId, id)
  if (photo && (photo.createdBy !== actor.personId || (sha256 !== null && photo.originalSha256 !== sha256))) throw caseProblems.reused(id)
  return photo !== undefined
}

/** Begins a photo in parts. Asked again it answers the same upload, as far as it has come. Throws permission.denied, request.reused, upload.too_many. */
export async function beginUpload(tx: Db, actor: Actor, length: number, metadata: UploadMetadata): Promise<Upload> {
  requireTakingPart(actor)
  const { cityId, personId, at } = actor
  if (personId === null) throw httpProblems.sessionRequired()
  const { requestId: id = newId(at), sha256 = null } = metadata
  const known = await findUpload(tx, cityId, id)
  if (known && known.expiresAt > at) return requireSame(known, actor, length, sha256)
  // Its time is over and the sweep has not been by: what came of it is swept with the files no row names.
  if (known && requireSame(known, actor, known.length, null)) await deleteUpload(tx, cityId, id)
  const taken = await isTakenIn(tx, actor, id, sha256)
  if (!taken && (await countOpenUploads(tx, cityId, personId, at)) >= MOST_OPEN) throw uploadProblems.tooMany(MOST_OPEN)
  const expiresAt = new Date(at.getTime() + UPLOAD_HOURS * HOUR)
  const state = { received: taken ? length : 0, doneAt: taken ? at : null }
  const fields = JSON.stringify(taken ? {} : fieldsOf(metadata))
  await insertUpload(tx, { cityId, id, personId, length, fields, sha256, createdAt: at, expiresAt, ...state })
  const upload = await findUpload(tx, cityId, id)
  if (!upload) throw new Error(`upload ${id} is gone`)
  return requireSame(upload, actor, length, sha256)
}

/** An upload of the actor's own. Throws upload.not_found, upload.expired. */
export async function ownUpload(tx: Db, actor: Actor, id: string): Promise<Upload> {
  const upload = await findUpload(tx, actor.cityId, id)
  if (!upload || upload.personId !== actor.personId) throw uploadProblems.notFound()
  if (upload.expiresAt <= actor.at) throw uploadProblems.expired()
  return upload
}

export interface SentPart {
  readonly offset: number
  readonly checksum: Checksum | undefined
  /** Reads at most so many bytes. */
  readonly receive: (limit: number) => Promise<ReceivedBytes>
}

/**
 * Takes the bytes that follow. What came before the line broke is kept, unless a checksum was told, for then nobody knows whether it is right. `db` is a
 * plain handle: nothing is held while a slow phone sends. With the last byte the photo is taken in.
 * Throws upload.wrong_offset, upload.checksum, request.too_large, and what finishUpload throws.
 */
export async function takePart(db: Db, files: FileStore, actor: Actor, id: string, part: SentPart): Promise<Upload> {
  const upload = await ownUpload(db, actor, id)
  if (part.offset !== upload.received) throw uploadProblems.wrongOffset(upload.received)
  if (upload.parts.length >= MOST_PARTS) throw uploadProblems.tooManyParts(MOST_PARTS)
  const { bytes, whole } = await part.receive(upload.length - upload.received)
  if (part.checksum && whole && !matches(part.checksum, bytes)) throw uploadProblems.checksum()
  const kept = bytes.length > 0 && (whole || !part.checksum) ? await keepPart(db, files, actor, upload, bytes) : upload
  if (kept.received === kept.length && kept.doneAt === null) await finishUpload(db, files, actor, kept)
  return kept
}

/** Of the upload alone, so that it can be removed without a look at others. */
const keyOf = ({ cityId, id }: Upload, offset: number, bytes: Buffer): string =>
  createHash('sha256').update(`${cityId}/${id}/${offset}\n`).update(bytes).digest('hex')

/** The bytes first, then the row: bytes without a row are swept away, a row without bytes would be a hole. */
async function keepPart(db: Db, files: FileStore, actor: Actor, upload: Upload, bytes: Buffer): Promise<Upload> {
  const part: UploadPart = { key: keyOf(upload, upload.received, bytes), size: bytes.length }
  await files.put(bytes, part.key)
  const kept = await inTransaction(db, (tx) => appendPart(tx, actor, upload, part))
  if (!kept.parts.some(({ key }) => key === part.key)) await files.remove(part.key)
  if (kept.received !== upload.received + part.size) throw uploadProblems.wrongOffset(kept.received)
  return kept
}

/** The upload with the part, or as somebody faster has left it. */
async function appendPart(tx: Db, actor: Actor, { id, received }: Upload, part: UploadPart): Promise<Upload> {
  const now = await lockUpload(tx, actor.cityId, id)
  if (!now) throw uploadProblems.notFound()
  if (now.received !== received) return now
  const grown = { received: received + part.size, parts: [...now.parts, part] }
  await setUploadParts(tx, actor.cityId, id, grown.parts, grown.received)
  return { ...now, ...grown }
}

/** Gives an upload up, with what has come of it; a photo that was taken in stays. Throws upload.not_found. */
export async function discardUpload(db: Db, files: FileStore, actor: Actor, id: string): Promise<void> {
  const upload = await findUpload(db, actor.cityId, id)
  if (!upload || upload.personId !== actor.personId) throw uploadProblems.notFound()
  const removed = await deleteUpload(db, actor.cityId, id)
  for (const { parts } of removed) for (const { key } of parts) await files.remove(key)
}
