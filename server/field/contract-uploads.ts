import { z } from 'zod'
import { PhotoAnswer, PhotoFields } from '#cases/contract-photos.ts'
import { identifier } from '#platform/contract-identifier.ts'

/** What a phone says beside a photo in parts: what it says of any photo, and what the whole will hash to. */
export const UploadMetadata = PhotoFields.safeExtend({
  /** SHA-256 of the whole file, hexadecimal. */
  sha256: z
    .string()
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  /** What clients of the protocol say by habit; the content decides. */
  filename: z.string().max(300).optional(),
  filetype: z.string().max(100).optional(),
})
export type UploadMetadata = z.output<typeof UploadMetadata>

export const UploadParams = z.object({ id: identifier })
export const UploadAnswer = z.object({
  id: identifier,
  /** Bytes of the whole, and how many of them are here. */
  length: z.number(),
  offset: z.number(),
  expiresAt: z.string(),
  /** The photo when all of it is here; its id is that of the upload. */
  photo: PhotoAnswer.nullable(),
})
