import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { workbookTooLarge, workbookUnreadable } from './problems.ts'

/** The largest workbook file taken, bytes; the shipped catalogue is about 60 kB. */
export const MOST_BYTES = 5 * 1024 * 1024
const MOST_UNPACKED = 24 * 1024 * 1024
const MOST_ENTRIES = 200
/** Rows of an Excel sheet. */
const MOST_ROW_NUMBER = 1_048_576
const MOST_MERGED = 200_000

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_HEADER = 0x04034b50
const STORED = 0
const DEFLATED = 8
const inflate = promisify(inflateRaw)

interface Entry {
  readonly method: number
  readonly packedSize: number
  readonly headerAt: number
}

const BROKEN = workbookUnreadable({ zh: '不是完整的 .xlsx 文件', en: 'it is not a complete .xlsx file' })

/**
 * Unpacks every part of a workbook once, only to judge it: what a .xlsx claims about its size cannot be believed, so a small file that
 * unfolds into gigabytes is stopped here, at `catalogue.workbook_too_large`, before anything reads it. `catalogue.workbook_unreadable` when it is no such file.
 */
export async function checkPackage(bytes: Buffer): Promise<void> {
  if (bytes.length > MOST_BYTES) throw workbookTooLarge({ zh: '文件字节数', en: 'bytes of the file' }, MOST_BYTES)
  let left = MOST_UNPACKED
  for (const entry of readDirectory(bytes)) {
    const content = await unpack(bytes, entry, left)
    const xml = content.toString('latin1')
    checkRowNumbers(xml)
    checkMerges(xml)
    left -= content.length
  }
}

/** The parsing library keeps rows in an array by their numbers; a number in the billions would occupy it, uninterruptibly, for minutes. */
function checkRowNumbers(xml: string): void {
  const attribute = /\s+([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
  for (const [, attributes] of xml.matchAll(/<row(?=[\s/>])((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*\/?>)?/g)) {
    if (attributes === undefined) throw BROKEN
    const numbers = [...attributes.matchAll(attribute)]
      .filter(([, name]) => name === 'r')
      .map(([, , double, single]) => double ?? single ?? '')
    if (numbers.some((number) => !/^\d{1,7}$/.test(number) || Number(number) > MOST_ROW_NUMBER)) throw BROKEN
  }
}

const columnNumber = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

/** The parsing library makes every cell of a merged range: one range over the whole sheet is seventeen thousand million. */
function checkMerges(xml: string): void {
  let cells = 0
  for (const [, left = '', top, right = '', bottom] of xml.matchAll(
    /<mergeCell\s[^>]*?\bref\s*=\s*["']([A-Z]{1,8})(\d{1,9}):([A-Z]{1,8})(\d{1,9})["']/g,
  ))
    cells += (columnNumber(right) - columnNumber(left) + 1) * (Number(bottom) - Number(top) + 1)
  if (Math.abs(cells) > MOST_MERGED) throw workbookTooLarge({ zh: '合并的单元格数', en: 'cells merged into one' }, MOST_MERGED)
}

function readDirectory(bytes: Buffer): Entry[] {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== END_OF_DIRECTORY) throw BROKEN
  const count = bytes.readUInt16LE(end + 10)
  if (count > MOST_ENTRIES) throw workbookTooLarge({ zh: '压缩包内文件数', en: 'files inside' }, MOST_ENTRIES)
  const entries: Entry[] = []
  let at = bytes.readUInt32LE(end + 16)
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw BROKEN
    entries.push({ method: bytes.readUInt16LE(at + 10), packedSize: bytes.readUInt32LE(at + 20), headerAt: bytes.readUInt32LE(at + 42) })
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

async function unpack(bytes: Buffer, entry: Entry, most: number): Promise<Buffer> {
  const { method, packedSize, headerAt } = entry
  if (headerAt + 30 > bytes.length || bytes.readUInt32LE(headerAt) !== LOCAL_HEADER) throw BROKEN
  const from = headerAt + 30 + bytes.readUInt16LE(headerAt + 26) + bytes.readUInt16LE(headerAt + 28)
  if (from + packedSize > bytes.length || (method !== STORED && method !== DEFLATED)) throw BROKEN
  const packed = bytes.subarray(from, from + packedSize)
  const content = method === STORED ? packed : await inflated(packed, most)
  if (content.length > most) throw tooMuch()
  return content
}

async function inflated(packed: Buffer, most: number): Promise<Buffer> {
  try {
    return await inflate(packed, { maxOutputLength: Math.max(1, most) })
  } catch (error) {
    if (error instanceof RangeError) throw tooMuch()
    throw BROKEN
  }
}

function tooMuch(): Error {
  return workbookTooLarge({ zh: '解压后字节数', en: 'bytes when unpacked' }, MOST_UNPACKED)
}
