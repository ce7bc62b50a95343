import type { CasePhoto, CaseState, PhotoPurpose } from '#cases/case-state.ts'
import { type PhotoFlag, photoFlags } from '#cases/photo-check.ts'
import type { CasePolicy } from '#cases/policy.ts'
import { caseProblems } from '#cases/problems.ts'
import { isSamePicture, type Pictured } from '#cases/same-picture.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { listStoredFiles } from '#platform/queries-files.ts'

type Place = Pick<CaseState, 'lon' | 'lat' | 'version' | 'photos'>

/**
 * The case's photos with new ones added: each must have been uploaded by the actor, and what its own data says is compared with the place
 * and the clock, and its picture with the case's earlier ones for another purpose; the comparison's flags stay with the case, the photo's
 * position does not. `toldAt`: when they say the problem was found or the step done, where they may come late. Throws case.unknown_photo.
 */
export async function withPhotos(
  tx: Db,
  actor: Actor,
  row: Place,
  fileIds: readonly string[],
  purpose: PhotoPurpose,
  policy: CasePolicy,
  toldAt: Date | null = null,
): Promise<readonly CasePhoto[]> {
  if (fileIds.length === 0) return row.photos
  const wanted = [...fileIds, ...row.photos.map((photo) => photo.fileId)]
  const files = new Map((await listStoredFiles(tx, actor.cityId, wanted)).map((file) => [file.id, file]))
  const earlier = row.photos.filter((photo) => photo.purpose !== purpose).flatMap((photo) => files.get(photo.fileId) ?? [])
  const added = [...new Set(fileIds)].map((fileId): CasePhoto => {
    const file = files.get(fileId)
    if (!file || file.createdBy !== actor.personId) throw caseProblems.unknownPhoto(fileId)
    return {
      fileId,
      purpose,
      seq: row.version + 1,
      originalSha256: file.originalSha256,
      flags: [...photoFlags(file.facts, row, actor.at, policy, toldAt), ...sameFlags(file, earlier)],
    }
  })
  return [...row.photos, ...added]
}

const sameFlags = (file: Pictured, earlier: readonly Pictured[]): PhotoFlag[] =>
  earlier.some((each) => isSamePicture(file, each)) ? ['same_as_earlier'] : []

/** Throws case.needs_photo when the city demands one for this step. */
export function requirePhoto(
  policy: CasePolicy,
  step: CasePolicy['photoRequired'][number],
  photos: readonly string[],
  purpose: PhotoPurpose,
): void {
  if (photos.length > 0 || !policy.photoRequired.includes(step)) return
  throw caseProblems.needsPhoto(step === 'self-handle' && purpose === 'after' ? 'photosAfter' : 'photos', purpose)
}
