import { z } from 'zod'
import { identifier } from '#platform/contract-identifier.ts'
import { instant } from '#platform/contract-time.ts'
import { DATUMS } from '#platform/datum-names.ts'

const degrees = (most: number) => z.coerce.number().min(-most).max(most).optional()

/** What a device says beside the photo; all of it optional, none of it trusted for deadlines. */
export const PhotoFields = z
  .object({
    /** The id the photo will have; sending it again gives the first answer. */
    requestId: identifier.optional(),
    /** The device's clock when it sent the photo. */
    deviceTime: instant.optional(),
    lon: degrees(180),
    lat: degrees(90),
    datum: z.enum(DATUMS).default('wgs84'),
    /** When the device's clock says it was taken; counts where the photo itself says nothing, as one the phone has made smaller. */
    takenAt: instant.optional(),
    /** SHA-256, hexadecimal, of the file as the camera wrote it, where a smaller one is sent. */
    sourceSha256: z
      .string()
      .toLowerCase()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  })
  .refine(({ lon, lat }) => (lon === undefined) === (lat === undefined), {
    path: ['lat'],
    error: 'lon 与 lat 须一并给出 / lon and lat go together',
  })
export type PhotoFields = z.output<typeof PhotoFields>

/** The answer to an upload; where the photo was taken stays with us. */
export const PhotoAnswer = z.object({
  id: identifier,
  /** SHA-256 of the file as it was sent. */
  sha256: z.string(),
  width: z.int(),
  height: z.int(),
  takenAt: z.string().nullable(),
  hasPlace: z.boolean(),
  /** What already looks wrong, before the place of the case is known. */
  flags: z.array(z.string()),
})

export const CasePhotoParams = z.object({ id: identifier, fileId: identifier })
export const CasePhotoQuery = z.object({ size: z.enum(['full', 'thumb']).default('full') })
