/** Entries of a ustar archive (IEEE Std 1003.1, pax: ustar interchange format), so that a backup can be looked into with any tar. */
export const BLOCK = 512
const SIZE_AT = 124
const CHECKSUM_AT = 148
const TYPE_AT = 156
const MAGIC = 'ustar\u000000'
const REGULAR = '0'
/** Eleven octal digits. */
const LARGEST = 8 ** 11

export interface TarHeader {
  readonly name: string
  /** Bytes. */
  readonly size: number
}

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0')

/** The sum of all bytes of a header, its own field taken as blanks. */
const checksum = (header: Buffer): number =>
  header.reduce((sum, byte, at) => sum + (at >= CHECKSUM_AT && at < CHECKSUM_AT + 8 ? 0x20 : byte), 0)

/** A header block; names are plain and at most 100 characters. */
export function tarHeader({ name, size }: TarHeader, at: Date): Buffer {
  if (name.length > 100 || size >= LARGEST) throw new Error(`${name} does not fit into the archive`)
  const header = Buffer.alloc(BLOCK)
  header.write(name, 0, 'latin1')
  header.write(`${octal(0o600, 7)}\0${octal(0, 7)}\0${octal(0, 7)}\0`, 100, 'latin1')
  header.write(`${octal(size, 11)}\0${octal(Math.floor(at.getTime() / 1000), 11)}\0`, SIZE_AT, 'latin1')
  header.write(REGULAR, TYPE_AT, 'latin1')
  header.write(MAGIC, 257, 'latin1')
  header.write(`${octal(checksum(header), 6)}\0 `, CHECKSUM_AT, 'latin1')
  return header
}

const text = (header: Buffer, from: number, length: number): string => header.toString('latin1', from, from + length).replace(/\0.*$/s, '')

/** What a header block says; undefined when it is none of ours or was damaged. */
export function readTarHeader(header: Buffer): TarHeader | undefined {
  const sum = Number.parseInt(text(header, CHECKSUM_AT, 8), 8)
  const size = text(header, SIZE_AT, 12)
  if (sum !== checksum(header) || header.toString('latin1', 257, 265) !== MAGIC || !/^[0-7]{11}$/.test(size)) return undefined
  return { name: text(header, 0, 100), size: Number.parseInt(size, 8) }
}

/** Zeros that fill up the last block of an entry. */
export const padding = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK)

/** Two blocks of zeros end an archive. */
export const END = Buffer.alloc(2 * BLOCK)
