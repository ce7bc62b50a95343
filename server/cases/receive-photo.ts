import type { z } from 'zod'
import type { PhotoAnswer, PhotoFields } from '#cases/contract-photos.ts'
import { type PhotoFacts, photoFlags } from '#cases/photo-check.ts'
import { takenInstant } from '#cases/photo-time.ts'
import { policyOf } from '#cases/policy.ts'
import { caseProblems } from '#cases/problems.ts'
import { type City, findCity } from '#organisation/queries-places.ts'
import type { Actor } from '#platform/actor.ts'
import { toStored } from '#platform/datum.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import type { FileStore } from '#platform/files.ts'
import { httpProblems } from '#platform/http-problems.ts'
import { newId } from '#platform/identifier.ts'
import { type CleanPhoto, cleanPhoto, sha256Of } from '#platform/photo.ts'
import { findStoredFile, insertStoredFile, type StoredFile } from '#platform/queries-files.ts'

type Answer = z.input<typeof PhotoAnswer>

/** What is kept of a photo's own data. The position is personal data: it is compared with the place of a case and never leaves through a route. */
export interface StoredPhotoFacts extends PhotoFacts {
  readonly lon: number | null
  readonly lat: number | null
  /** Whose position it is: the photo's own, else the device's at upload. */
  readonly placeFrom: 'photo' | 'device' | null
  readonly takenAt: string | null
  /** Whose word that is: the photo's own, else the device's. */
  readonly timeFrom: 'photo' | 'device' | null
  /** Of the file as the camera wrote it, as the device says; null when this is the one. */
  readonly sourceSha256: string | null
  readonly clockSkewSeconds: number | null
  /** The original's, pixels, before it was turned upright. */
  readonly width: number
  readonly height: number
  readonly originalType: string
  readonly thumbnailSha256: string
}

/** Photos are for those who have a part in cases. Throws permission.denied. */
export function requireTakingPart(actor: Actor): void {
  if (![...actor.permissions].some((permission) => permission.startsWith('case.'))) throw httpProblems.permissionDenied('case.report')
}

/**
 * Takes a photo in, for a case to name later: reads what it says, keeps a clean copy and a thumbnail, then the row. `db` is a plain handle:
 * the work on the pixels holds no connection. Files go first, since a file without a row is harmless and a row without a file is not.
 * Throws permission.denied, request.reused and what cleanPhoto throws.
 */
export async function receivePhoto(db: Db, files: FileStore, actor: Actor, bytes: Buffer, fields: PhotoFields): Promise<Answer> {
  requireTakingPart(actor)
  const city = await findCity(db, actor.cityId)
  if (!city) throw new Error(`there is no city ${actor.cityId}`)
  const id = fields.requestId ?? newId(actor.at)
  const first = await findStoredFile(db, actor.cityId, id)
  if (first) return answerOf(sameUpload(first, actor, sha256Of(bytes)), city)
  const photo = await cleanPhoto(bytes)
  await files.put(photo.copy.bytes, photo.copy.sha256)
  await files.put(photo.thumbnail.bytes, photo.thumbnail.sha256)
  const row = await inTransaction(db, (tx) => record(tx, actor, id, photo, factsOf(photo, fields, actor.at, city.timeZone)))
  return answerOf(sameUpload(row, actor, photo.originalSha256), city)
}

/** A photo that the actor sent before, as it was answered then; undefined when there is none of that id. Throws request.reused when it is somebody else's. */
export async function viewOwnPhoto(db: Db, actor: Actor, id: string): Promise<Answer | undefined> {
  const row = await findStoredFile(db, actor.cityId, id)
  const city = row && (await findCity(db, actor.cityId))
  if (!row || !city) return undefined
  return answerOf(sameUpload(row, actor, row.originalSha256), city)
}

/** The row that counts: ours, or that of the same request that was faster. */
async function record(tx: Db, actor: Actor, id: string, photo: CleanPhoto, facts: StoredPhotoFacts): Promise<StoredFile> {
  const { originalSha256, width, height, copy } = photo
  await insertStoredFile(tx, {
    cityId: actor.cityId,
    id,
    originalSha256,
    storedSha256: copy.sha256,
    byteSize: copy.bytes.length,
    mediaType: 'image/jpeg',
    width,
    height,
    facts: JSON.stringify(facts),
    createdBy: actor.personId,
    createdAt: actor.at,
  })
  const row = await findStoredFile(tx, actor.cityId, id)
  if (!row) throw new Error(`stored file ${id} is gone`)
  return row
}

/** An id stands for one upload of one person. */
function sameUpload(row: StoredFile, actor: Actor, originalSha256: string): StoredFile {
  if (row.createdBy !== actor.personId || row.originalSha256 !== originalSha256) throw caseProblems.reused(row.id)
  return row
}

function factsOf(photo: CleanPhoto, fields: PhotoFields, at: Date, timeZone: string): StoredPhotoFacts {
  const { lon, lat, taken } = photo.data
  const own = lon === null || lat === null ? null : { ...toStored(lon, lat, 'wgs84'), placeFrom: 'photo' as const }
  const device =
    fields.lon === undefined || fields.lat === undefined
      ? null
      : { ...toStored(fields.lon, fields.lat, fields.datum), placeFrom: 'device' as const }
  return {
    ...(own ?? device ?? { lon: null, lat: null, placeFrom: null }),
    ...timeOf(takenInstant(taken, timeZone), fields, at),
    sourceSha256: fields.sourceSha256 ?? null,
    clockSkewSeconds: fields.deviceTime ? Math.round((fields.deviceTime.getTime() - at.getTime()) / 1000) : null,
    width: photo.original.width,
    height: photo.original.height,
    originalType: photo.original.mediaType,
    thumbnailSha256: photo.thumbnail.sha256,
    pictureHash: photo.pictureHash,
  }
}

/** A device that names a time further away has lost its clock. */
const A_YEAR = 366 * 86_400_000

/** The photo's own time; else the device's, which lies as long before now as the device says it lay before the moment of sending. */
function timeOf(
  own: Date | null | undefined,
  { takenAt, deviceTime }: PhotoFields,
  at: Date,
): Pick<StoredPhotoFacts, 'takenAt' | 'timeFrom'> {
  if (own) return { takenAt: own.toISOString(), timeFrom: 'photo' }
  if (!takenAt) return { takenAt: null, timeFrom: null }
  const ours = deviceTime ? new Date(at.getTime() - (deviceTime.getTime() - takenAt.getTime())) : takenAt
  return Math.abs(at.getTime() - ours.getTime()) > A_YEAR
    ? { takenAt: null, timeFrom: null }
    : { takenAt: ours.toISOString(), timeFrom: 'device' }
}

/** Built from the row alone, so that a replay answers the same. */
function answerOf(row: StoredFile, city: City): Answer {
  const facts: PhotoFacts = row.facts
  const place = { lon: facts.lon ?? 0, lat: facts.lat ?? 0 }
  return {
    id: row.id,
    sha256: row.originalSha256,
    width: row.width ?? 0,
    height: row.height ?? 0,
    takenAt: facts.takenAt ?? null,
    hasPlace: facts.lon != null && facts.lat != null,
    // Held against its own position, a photo can be flagged for anything but its distance, which only a case can tell.
    flags: [...photoFlags(facts, place, row.createdAt, policyOf(city.settings))],
  }
}
