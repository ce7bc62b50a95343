import exifr from 'exifr'
import { z } from 'zod'

/** What a photo says of itself. `taken` is a wall-clock time as the camera wrote it, 'YYYY:MM:DD HH:MM:SS', with '+HH:MM' when it knew its zone. */
export interface PhotoData {
  /** Degrees as the satellite receiver gave them (WGS-84). */
  readonly lon: number | null
  readonly lat: number | null
  readonly taken: { readonly wall: string; readonly offset: string | null } | null
}

const NOTHING: PhotoData = { lon: null, lat: null, taken: null }
const text = z.string().optional().catch(undefined)
const Tags = z.object({
  longitude: z.number().min(-180).max(180).optional().catch(undefined),
  latitude: z.number().min(-90).max(90).optional().catch(undefined),
  DateTimeOriginal: text,
  OffsetTimeOriginal: text,
  OffsetTime: text,
})

const WANTED = {
  tiff: true,
  exif: { pick: ['DateTimeOriginal', 'OffsetTimeOriginal', 'OffsetTime'] },
  gps: { pick: ['GPSLatitudeRef', 'GPSLatitude', 'GPSLongitudeRef', 'GPSLongitude'] },
  makerNote: false,
  userComment: false,
  interop: false,
  reviveValues: false,
}

/** Reads place and time from an EXIF block (with or without its 'Exif' header); data nobody can read says nothing, it is no error. Source: CIPA DC-008 (Exif). */
export async function readPhotoData(exif: Buffer | undefined): Promise<PhotoData> {
  if (exif === undefined) return NOTHING
  const headed = exif.toString('latin1', 0, 6) === 'Exif\0\0'
  const found: unknown = await exifr.parse(headed ? exif.subarray(6) : exif, WANTED).catch(() => undefined)
  const tags = Tags.safeParse(found)
  return tags.success ? { ...placeOf(tags.data), taken: takenOf(tags.data) } : NOTHING
}

/** A receiver without a fix writes 0, 0. */
function placeOf({ longitude, latitude }: z.output<typeof Tags>): Pick<PhotoData, 'lon' | 'lat'> {
  if (longitude === undefined || latitude === undefined || (longitude === 0 && latitude === 0)) return { lon: null, lat: null }
  return { lon: longitude, lat: latitude }
}

function takenOf({ DateTimeOriginal: wall, OffsetTimeOriginal, OffsetTime }: z.output<typeof Tags>): PhotoData['taken'] {
  return wall === undefined ? null : { wall, offset: OffsetTimeOriginal ?? OffsetTime ?? null }
}
