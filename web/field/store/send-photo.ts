import type { FieldDatabase } from './database.ts'
import type { Link, LinkAnswer } from './link.ts'
import type { PhotoRecord } from './records.ts'

const PATH = '/api/uploads'
const TUS = { 'tus-resumable': '1.0.0' }
/** Half of what the server proposes: less is lost when the line breaks. */
const PART_BYTES = 128 * 1024
/** A photo that has not moved after so many answers in a row does not move now. */
const MOST_ROUNDS = 8
const BAD_CHECKSUM = 460
const GONE = [404, 410]

const base64 = (bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): string => {
  let text = ''
  for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte)
  return btoa(text)
}
const pair = ([key, value]: readonly [string, string]): string => `${key} ${base64(new TextEncoder().encode(value))}`

/** What is said beside a photo when its upload begins (tus Upload-Metadata). `now` by the phone's clock, as `takenAt` is. */
export function photoMetadata(photo: PhotoRecord, now: number): string {
  const { id, sha256, sourceSha256, takenAt, place } = photo
  const said = { requestId: id, sha256, sourceSha256, takenAt, deviceTime: new Date(now).toISOString(), filetype: 'image/jpeg' }
  const where = place === null ? {} : { lon: String(place.lon), lat: String(place.lat), datum: 'wgs84' }
  return Object.entries({ ...said, ...where })
    .map(pair)
    .join(',')
}

/** Where an answer says the upload stands, bytes. */
function offsetIn({ status, body, header }: LinkAnswer): number | undefined {
  const told = status === 409 ? body?.offset : header('upload-offset')
  const offset = told === null || told === undefined ? Number.NaN : Number(told)
  return Number.isInteger(offset) ? offset : undefined
}

const begin = (link: Link, photo: PhotoRecord, now: number): Promise<LinkAnswer> =>
  link({
    method: 'POST',
    path: PATH,
    headers: { ...TUS, 'upload-length': String(photo.bytes), 'upload-metadata': photoMetadata(photo, now) },
  })

async function sendPart(link: Link, { id, blob, offset }: PhotoRecord): Promise<LinkAnswer> {
  const part = blob.slice(offset, offset + PART_BYTES, 'application/offset+octet-stream')
  const digest = base64(await crypto.subtle.digest('SHA-256', await part.arrayBuffer()))
  const headers = {
    ...TUS,
    'content-type': 'application/offset+octet-stream',
    'upload-offset': String(offset),
    'upload-checksum': `sha256 ${digest}`,
  }
  return link({ method: 'PATCH', path: `${PATH}/${id}`, headers, body: part })
}

/** Whole by its bytes: whether it was taken in as well is asked, for the answer to the last part may be lost. */
const confirm = (link: Link, { id }: PhotoRecord): Promise<LinkAnswer> => link({ method: 'GET', path: `${PATH}/${id}`, headers: TUS })

const step = (link: Link, photo: PhotoRecord, now: () => number): Promise<LinkAnswer> =>
  !photo.begun ? begin(link, photo, now()) : photo.offset < photo.bytes ? sendPart(link, photo) : confirm(link, photo)

type Change = Pick<PhotoRecord, 'begun' | 'offset' | 'arrived'>

/** What an answer says about a photo; null when it is not for the photo to say (no line, no session, a refusal). */
export function photoAfter(photo: PhotoRecord, answer: LinkAnswer): Change | null {
  if (photo.begun && GONE.includes(answer.status)) return { begun: false, offset: 0, arrived: false }
  if (answer.status === BAD_CHECKSUM) return { begun: true, offset: photo.offset, arrived: false }
  const offset = offsetIn(answer)
  if (answer.status === 409 && answer.body?.code === 'upload.wrong_offset' && offset !== undefined)
    return { begun: true, offset, arrived: false }
  if (answer.status < 200 || answer.status > 204 || offset === undefined) return null
  const arrived = answer.status === 200 && answer.body?.photo !== null && answer.body?.photo !== undefined
  return { begun: true, offset, arrived }
}

/**
 * Sends a photo in parts from where the server says it stands, and writes down each step, so that a browser killed at any moment goes on there.
 * Null when it is there; otherwise the answer that stands in the way.
 */
export async function sendPhoto(db: FieldDatabase, link: Link, first: PhotoRecord, now: () => number): Promise<LinkAnswer | null> {
  let photo = first
  let idle = 0
  while (!photo.arrived) {
    const answer = await step(link, photo, now)
    const change = photoAfter(photo, answer)
    if (change === null || idle > MOST_ROUNDS) return answer
    idle = change.offset > photo.offset || change.arrived ? 0 : idle + 1
    photo = { ...photo, ...change }
    await db.photos.update(photo.id, change)
  }
  return null
}
