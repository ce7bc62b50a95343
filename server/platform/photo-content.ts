import { fileTypeFromBuffer } from 'file-type'
import { photoProblems } from '#platform/photo-problems.ts'

export type PictureType = 'image/jpeg' | 'image/png' | 'image/webp'
const PICTURES: ReadonlySet<string> = new Set<PictureType>(['image/jpeg', 'image/png', 'image/webp'])
const isPicture = (mime: string | undefined): mime is PictureType => mime !== undefined && PICTURES.has(mime)

const typeOf = async (bytes: Buffer): Promise<string | undefined> => (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime

/** The type of a picture by its content. Throws photo.empty, photo.wrong_type, photo.heic, photo.animated. */
export async function pictureType(bytes: Buffer): Promise<PictureType> {
  if (bytes.length === 0) throw photoProblems.empty()
  const mime = await typeOf(bytes)
  if (isPicture(mime)) return mime
  if (mime === 'image/apng') throw photoProblems.animated()
  if (mime?.startsWith('image/hei')) throw photoProblems.heic()
  throw photoProblems.wrongType(mime ?? null)
}

/** Markers that stand alone, without a length: TEM, RST0 to RST7, SOI; and 0, which is a stuffed byte of the picture's data. */
const standsAlone = (marker: number): boolean => marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8)

/** Index after the EOI marker, or the length when there is none (the decoder will say so). ITU-T T.81, annex B. */
function endOfJpeg(bytes: Buffer): number {
  let at = 2
  while (at >= 0 && at + 1 < bytes.length) {
    const marker = bytes[at] === 0xff ? (bytes[at + 1] ?? 0) : 0xff
    if (marker === 0xd9) return at + 2
    if (marker === 0xff) at = bytes.indexOf(0xff, at + 1)
    else if (standsAlone(marker)) at += 2
    else at += at + 4 <= bytes.length ? 2 + bytes.readUInt16BE(at + 2) : 2
  }
  return bytes.length
}

/** Index after the IEND chunk. */
function endOfPng(bytes: Buffer): number {
  let at = 8
  while (at + 12 <= bytes.length) {
    const next = at + 12 + bytes.readUInt32BE(at)
    if (bytes.toString('latin1', at + 4, at + 8) === 'IEND') return next
    at = next
  }
  return bytes.length
}

const endOfWebp = (bytes: Buffer): number => {
  const size = bytes.readUInt32LE(4)
  return 8 + size + (size % 2)
}

const ENDS: Record<PictureType, (bytes: Buffer) => number> = { 'image/jpeg': endOfJpeg, 'image/png': endOfPng, 'image/webp': endOfWebp }

/** A ZIP is read from its end: the end-of-central-directory record, whose comment must reach exactly to the end of the file. */
function endsAsZip(bytes: Buffer): boolean {
  const window = bytes.subarray(Math.max(0, bytes.length - 65_557))
  const at = window.lastIndexOf('PK\u0005\u0006', undefined, 'latin1')
  return at >= 0 && at + 22 <= window.length && at + 22 + window.readUInt16LE(at + 20) === window.length
}

const MARKUP = /<(?:!doctype|html|script|svg|\?php)|^\s*#!/i

/** What stands behind a picture's end. Phones put a second picture, a short film or notes of their own there; anything that runs or unpacks is refused. */
async function contentBehind(tail: Buffer): Promise<string | undefined> {
  if (MARKUP.test(tail.toString('latin1', 0, 65_536))) return 'text/html'
  const mime = await typeOf(tail)
  return mime === undefined || mime.startsWith('image/') || mime.startsWith('video/') ? undefined : mime
}

/**
 * Refuses a file that is a picture and something else at once (a page, an archive, a document). Only a sieve: safety rests on the copy being
 * made anew from the pixels, so that nothing else of the file is ever kept. Throws photo.other_content.
 */
export async function refuseOtherContent(bytes: Buffer, type: PictureType): Promise<void> {
  if (endsAsZip(bytes)) throw photoProblems.otherContent('application/zip')
  if (bytes.subarray(0, 1024).includes('%PDF-')) throw photoProblems.otherContent('application/pdf')
  const found = await contentBehind(bytes.subarray(ENDS[type](bytes)))
  if (found !== undefined) throw photoProblems.otherContent(found)
}
