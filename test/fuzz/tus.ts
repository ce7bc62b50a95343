import { createHash } from 'node:crypto'
import { UploadMetadata } from '#field/contract-uploads.ts'
import { CHUNK_TYPE, UPLOADS_PATH } from '#field/upload-rules.ts'
import type { AnyRoute } from '#platform/route.ts'
import { exampleOf } from './example.ts'
import type { HostileFile } from './files.ts'
import { hostileValue } from './hostile-values.ts'
import { mutateValue } from './mutate-body.ts'
import type { Random } from './random.ts'
import type { OpenUpload, Words } from './words.ts'

/** What uploads in parts (tus 1.0) are made of. */
export interface TusMaterial {
  readonly words: Words
  readonly photos: readonly HostileFile[]
  readonly uploads: readonly OpenUpload[]
}
/** What of a request is not in its path: everything of this protocol but the bytes stands in headers. */
export interface TusParts {
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Buffer
}

export const isTusRoute = (route: AnyRoute): boolean => route.path.startsWith(UPLOADS_PATH)

const MOST_AT_ONCE = 50_000
const textOf = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))
const base64 = (value: unknown): string => Buffer.from(textOf(value), 'utf8').toString('base64')
const hash = (algorithm: string, bytes: Buffer, encoding: 'hex' | 'base64'): string => createHash(algorithm).update(bytes).digest(encoding)

/** Keys with values in Base64, as the contract of the metadata has them; sometimes one spoilt, sometimes not even pairs. */
function metadata(photo: Buffer, words: Words, random: Random, isSpoilt: boolean): string {
  const made = exampleOf(UploadMetadata, random, words, { route: UPLOADS_PATH, field: '', asText: true }) as Record<string, unknown>
  const { lon, lat, ...others } = made
  const hashed = Object.keys(others).filter((key) => /sha256/i.test(key))
  // A position goes whole or not at all; a hash is the photo's.
  const told = {
    ...others,
    ...(lon !== undefined && lat !== undefined && { lon, lat }),
    ...Object.fromEntries(hashed.map((key) => [key, hash('sha256', photo, 'hex')])),
  }
  const fields = isSpoilt ? mutateValue(told, random) : told
  return Object.entries(typeof fields === 'object' && fields !== null ? fields : {})
    .map(([key, value]) => `${key.replaceAll(/[^\x21-\x2b\x2d-\x7e]/g, '') || 'x'} ${base64(value)}`)
    .join(',')
    .slice(0, 6000)
}

const NUMBERS = ['', '-1', '0', '1', '1.5', '1e3', '0x10', '+5', '99999999', '99999999999999999999', 'NaN', 'Infinity', '5, 5', '5;q=1', '\u00b2', 'null'] // biome-ignore format: a list
const WRONG: Readonly<Record<string, readonly string[]>> = {
  'tus-resumable': ['', '1', '1.0', '0.2.2', '1.0.0, 1.0.0', '2.0.0', 'null'],
  'upload-length': NUMBERS,
  'upload-offset': NUMBERS,
  'upload-metadata': [',', ',,lon MTAy', 'lon MTAy lat MjU=', 'a b c', 'lon !!!', 'lon M-_A', 'datum Z2Nq,datum Z2Nq', 'a', 'lon MTAy,lon MTAy', '__proto__ eA==', 'constructor', 'lon OTk5,lat OTk5', 'requestId eA==', 'takenAt /////w==', 'note 7aCA', 'x\u00e9 eA==', `x ${'A'.repeat(6000)}`, 'datum Z2Nq', 'deviceTime MjAyNi0wMi0zMA=='], // biome-ignore format: a list
  'upload-checksum': ['', 'sha256', 'sha256 ', 'md5 AAAA', 'SHA256 AAAA', 'sha256 ***', 'sha256 AAAA BBBB', 'sha1 AAAA', 'sha256 AAAA, sha1 AAAA', '\u00ff\u00fe', 'crc32 =', 'toString x'], // biome-ignore format: a list
  'content-type': ['', 'application/json', 'application/octet-stream', 'image/jpeg', 'multipart/form-data; boundary=x', `${CHUNK_TYPE}; charset=utf-8`, CHUNK_TYPE.toUpperCase(), ';', 'application/offset'], // biome-ignore format: a list
  'upload-defer-length': ['1'],
  'upload-concat': ['partial', 'final;/api/uploads/x'],
}

/** One header as nobody should send it, left out, or any text a header can hold. */
function spoilt(headers: Readonly<Record<string, string>>, random: Random): Record<string, string> {
  const name = random.pick([...Object.keys(headers), ...Object.keys(headers), ...Object.keys(headers), ...Object.keys(WRONG)])
  const { [name]: _, ...others } = headers
  const kind = random.below(10)
  if (kind < 3) return others
  const any = textOf(hostileValue(random)).replaceAll(/[^\x20-\x7e\xa0-\xff]/g, '').slice(0, 3000) // biome-ignore format: one chain
  return { ...others, [name]: kind < 8 ? random.pick(WRONG[name] ?? ['']) : any.trim() }
}

function beginning({ words, photos }: TusMaterial, random: Random): TusParts {
  const photo = random.pick(photos).bytes
  return { headers: { 'upload-length': String(photo.length), 'upload-metadata': metadata(photo, words, random, random.chance(0.2)) } }
}

/** The bytes that follow, of the photo the upload was begun for where its length tells which; all of them or a part; rarely too many. */
function following(upload: OpenUpload, { photos }: TusMaterial, random: Random): TusParts {
  const photo = photos.find(({ bytes }) => bytes.length === upload.length)?.bytes ?? Buffer.alloc(upload.length, 0xff)
  const rest = photo.subarray(upload.received)
  const most = random.pick([rest.length, rest.length, Math.ceil(rest.length / 2), Math.min(rest.length, MOST_AT_ONCE), 0])
  const body = random.chance(0.05) ? Buffer.concat([rest, Buffer.alloc(10)]) : rest.subarray(0, most)
  const algorithm = random.pick(['sha256', 'sha1'])
  // Of other bytes than these: told well, and wrong.
  const hashed = random.chance(0.2) ? Buffer.from('other') : body
  const checksum = random.chance(0.5) && { 'upload-checksum': `${algorithm} ${hash(algorithm, hashed, 'base64')}` }
  const offset = upload.received + (random.chance(0.1) ? 1 : 0)
  return { headers: { 'upload-offset': String(offset), 'content-type': CHUNK_TYPE, ...checksum }, body }
}

/** Headers, and bytes where some are sent, for a route of uploads in parts: as the protocol wants them, or with a header spoilt. `id`: of the upload in the path. */
export function tusParts(route: AnyRoute, id: string, material: TusMaterial, isSpoilt: boolean, random: Random): TusParts {
  const upload = material.uploads.find((each) => each.id === id) ?? { id, length: 1000, received: 0 }
  const parts: TusParts =
    route.method === 'POST' ? beginning(material, random) : route.method === 'PATCH' ? following(upload, material, random) : { headers: {} }
  const headers = { 'tus-resumable': '1.0.0', ...parts.headers }
  return { ...parts, headers: isSpoilt ? spoilt(headers, random) : headers }
}
