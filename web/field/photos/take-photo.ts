import type { Point } from '#web/field/place/grid-at.ts'
import type { FieldDatabase } from '#web/field/store/database.ts'
import { HELD_CACHE } from '#web/field/store/held.ts'
import type { PhotoRecord } from '#web/field/store/records.ts'
import { isFull, makeRoom } from '#web/field/store/room.ts'
import { newRequestId } from '#web/shared/api/submission.ts'
import { shrink } from './shrink.ts'

/** full: the phone has no room left, even after what was sent is cleared; broken: it is no picture. */
export type PhotoFault = 'full' | 'broken'

/** A photo the camera has just made is as old as its file says; a file's date in the future or long past is not its moment. */
const DAY = 86_400_000
export const takenAtOf = (file: { readonly lastModified: number }, now: number): string =>
  new Date(file.lastModified <= now && now - file.lastModified < DAY ? file.lastModified : now).toISOString()

async function keep(db: FieldDatabase, photo: PhotoRecord): Promise<PhotoFault | null> {
  try {
    await db.photos.put(photo)
    return null
  } catch (error) {
    if (!isFull(error)) throw error
    await makeRoom(db, HELD_CACHE)
    return db.photos.put(photo).then(
      () => null,
      () => 'full' as const,
    )
  }
}

/** Makes a photo smaller and keeps it for a form, at once, so that a browser ended by the camera app loses nothing. Null when it is kept. */
export async function takePhoto(
  db: FieldDatabase,
  file: File,
  { draft, purpose, place, now }: { draft: string; purpose: PhotoRecord['purpose']; place: Point | null; now: number },
): Promise<PhotoFault | null> {
  const shrunk = await shrink(file).catch(() => null)
  if (!shrunk) return 'broken'
  return keep(db, {
    id: newRequestId(now),
    draft,
    item: null,
    purpose,
    ...shrunk,
    bytes: shrunk.blob.size,
    takenAt: takenAtOf(file, now),
    place: place && { lon: place.lon, lat: place.lat },
    begun: false,
    offset: 0,
    arrived: false,
  })
}
