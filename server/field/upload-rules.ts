import { createHash } from 'node:crypto'
import { z } from 'zod'
import { UploadMetadata } from '#field/contract-uploads.ts'
import { uploadProblems } from '#field/problems-uploads.ts'
import { checkContract, checkTexts } from '#platform/contract-check.ts'
import type { Locale } from '#platform/locale.ts'
import { PHOTO_BYTES } from '#platform/photo.ts'
import type { Bilingual } from '#platform/problem.ts'
import { refuseUnknown } from '#platform/refuse-unknown.ts'

/** What of tus 1.0 (tus.io/protocols/resumable-upload) is spoken here. */
export const TUS_VERSION = '1.0.0'
export const EXTENSIONS = ['creation', 'checksum', 'expiration', 'termination'] as const
export const UPLOADS_PATH = '/api/uploads'
export const CHUNK_TYPE = 'application/offset+octet-stream'
export const ALGORITHMS = ['sha256', 'sha1'] as const
/** What a phone is advised to send at once, bytes: some seconds on a slow line. */
export const CHUNK_BYTES = 256 * 1024
/** Unfinished uploads of one person, and parts of one upload. */
export const [MOST_OPEN, MOST_PARTS] = [20, 400]
/** Shorter than the sweep of files waits before it takes what no row names (server/schedule.ts). */
export const UPLOAD_HOURS = 20

type Header = (name: string) => string | undefined
const rule = (zh: string, en: string): Bilingual => ({ zh, en })

/** Throws upload.tus_version. */
export function requireVersion(header: Header): void {
  if (header('tus-resumable') !== TUS_VERSION) throw uploadProblems.version()
}

function wholeNumber(header: Header, name: string, least: number, most: number): number {
  const text = header(name.toLowerCase()) ?? ''
  const value = Number(text)
  if (!/^\d{1,15}$/.test(text) || value < least || value > most)
    throw uploadProblems.badHeader(name, rule(`须为 ${least} 到 ${most} 的整数`, `must be a whole number from ${least} to ${most}`))
  return value
}

/** Bytes of the whole file. Throws upload.bad_header. */
export const lengthOf = (header: Header): number => wholeNumber(header, 'Upload-Length', 1, PHOTO_BYTES)
/** Where the bytes of a request begin. Throws upload.bad_header. */
export const offsetOf = (header: Header): number => wholeNumber(header, 'Upload-Offset', 0, PHOTO_BYTES)

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/
const pairs = (text: string): string[][] => (text.trim() === '' ? [] : text.split(',').map((pair) => pair.trim().split(' ')))

/** What is wrong with a key is told under the header it stood in. */
const METADATA = 'Upload-Metadata'
const InHeader = z.object({ [METADATA]: UploadMetadata })

/** The metadata of a new upload: keys with values in Base64. Throws upload.bad_header, request.invalid. */
export function metadataOf(header: Header, locale: Locale): UploadMetadata {
  const fields: Record<string, string> = {}
  for (const [key = '', value = '', ...more] of pairs(header('upload-metadata') ?? '')) {
    if (key === '' || more.length > 0 || !BASE64.test(value) || Object.hasOwn(fields, key))
      throw uploadProblems.badHeader(METADATA, rule('须为“键 Base64 值”，以逗号分隔，键不重复', 'must be pairs of a key and a value in Base64, joined by commas, each key once'))
    fields[key] = Buffer.from(value, 'base64').toString('utf8')
  } // biome-ignore format: a sentence
  const told = { [METADATA]: fields }
  checkTexts(told, locale)
  refuseUnknown(InHeader, told, locale)
  return checkContract(InHeader, told, locale)[METADATA]
}

export interface Checksum {
  readonly algorithm: (typeof ALGORITHMS)[number]
  readonly digest: Buffer
}

/** What the bytes of a request must hash to; undefined when nobody said. Throws upload.bad_header. */
export function checksumOf(header: Header): Checksum | undefined {
  const text = header('upload-checksum')
  if (text === undefined) return undefined
  const [name, value = '', ...more] = text.trim().split(' ')
  const algorithm = ALGORITHMS.find((each) => each === name)
  if (!algorithm || value === '' || more.length > 0 || !BASE64.test(value))
    throw uploadProblems.badHeader(
      'Upload-Checksum',
      rule(`须为算法（${ALGORITHMS.join('、')}）与 Base64 值`, `must be an algorithm (${ALGORITHMS.join(', ')}) and a value in Base64`),
    )
  return { algorithm, digest: Buffer.from(value, 'base64') } // biome-ignore format: a sentence
}

export const matches = ({ algorithm, digest }: Checksum, bytes: Buffer): boolean =>
  createHash(algorithm).update(bytes).digest().equals(digest)
