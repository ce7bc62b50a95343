import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { pictureType, refuseOtherContent } from '#platform/photo-content.ts'
import { type PhotoData, readPhotoData } from '#platform/photo-data.ts'
import { pictureHash } from '#platform/photo-hash.ts'
import { photoProblems } from '#platform/photo-problems.ts'
import { Problem } from '#platform/problem.ts'

/** The largest file taken, bytes. */
export const PHOTO_BYTES = 15 * 1024 * 1024
const MOST_PIXELS = 50_000_000
/** Shorter side, pixels: below it nothing can be recognised. */
const LEAST_SIDE = 32
/** Longest sides of the two copies kept, pixels. */
const LONGEST = 2560
const LONGEST_THUMBNAIL = 320
const QUALITY = 85
const SECONDS = 20

export interface KeptBytes {
  readonly bytes: Buffer
  readonly sha256: string
}

/** A photo made anew from its pixels, upright, with nothing of the original's own data; what that data said stands beside it. */
export interface CleanPhoto {
  readonly originalSha256: string
  /** Of the copy, pixels. */
  readonly width: number
  readonly height: number
  readonly original: { readonly width: number; readonly height: number; readonly mediaType: string }
  readonly copy: KeptBytes
  readonly thumbnail: KeptBytes
  readonly data: PhotoData
  readonly pictureHash: string
}

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

const kept = (bytes: Buffer): KeptBytes => ({ bytes, sha256: sha256Of(bytes) })

/** What the decoder refused, in our words. */
function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  return error instanceof Error && error.message.startsWith('timeout') ? photoProblems.tooSlow() : photoProblems.broken()
}

interface Header {
  readonly width: number
  readonly height: number
  readonly exif: Buffer | undefined
}

/** Size and data from the header alone: nothing is decoded before the number of pixels is known to be bearable. */
async function readHeader(bytes: Buffer): Promise<Header> {
  const { width, height, pages = 1, exif } = await sharp(bytes, { limitInputPixels: false }).metadata()
  if (width * height > MOST_PIXELS) throw photoProblems.tooManyPixels(width * height, MOST_PIXELS)
  if (pages > 1) throw photoProblems.animated()
  const side = Math.min(width, height)
  if (side < LEAST_SIDE) throw photoProblems.tooSmall(side, LEAST_SIDE)
  return { width, height, exif }
}

const inside = (side: number) => ({ width: side, height: side, fit: 'inside', withoutEnlargement: true }) as const

/** Upright, on white where it was transparent, in sRGB; without an explicit order to keep it the encoder writes no metadata. */
const redraw = (bytes: Buffer, side: number) =>
  sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    .timeout({ seconds: SECONDS })
    .autoOrient()
    .resize(inside(side))
    .flatten({ background: '#fff' })
    .jpeg({ quality: QUALITY })
    .toBuffer({ resolveWithObject: true })

async function clean(bytes: Buffer): Promise<CleanPhoto> {
  const mediaType = await pictureType(bytes)
  const { exif, ...size } = await readHeader(bytes)
  await refuseOtherContent(bytes, mediaType)
  const { data, info } = await redraw(bytes, LONGEST)
  const thumbnail = await redraw(data, LONGEST_THUMBNAIL)
  return {
    originalSha256: sha256Of(bytes),
    width: info.width,
    height: info.height,
    original: { ...size, mediaType },
    copy: kept(data),
    thumbnail: kept(thumbnail.data),
    data: await readPhotoData(exif),
    pictureHash: await pictureHash(thumbnail.data),
  }
}

/**
 * Reads an uploaded photo and makes the copies to keep (JPEG, longest sides 2560 and 320 pixels). Judged by content alone.
 * Throws photo.empty, photo.wrong_type, photo.heic, photo.broken, photo.other_content, photo.animated, photo.too_many_pixels, photo.too_small, photo.too_slow.
 */
export const cleanPhoto = (bytes: Buffer): Promise<CleanPhoto> =>
  clean(bytes).catch((error: unknown) => {
    throw problemOf(error)
  })
