import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { replayProblems } from '#replay/problems.ts'

const GZIP = [0x1f, 0x8b]
const NEWLINE = 0x0a

/** The text of a UTF-8 file, plain or gzip (told by its first bytes). Throws replay.unreadable, or replay.bad_requests naming the row that is not UTF-8. */
export function readText(path: string): string {
  const bytes = readBytes(path)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw replayProblems.badRequests(path, [
      {
        row: badRow(bytes),
        column: '-',
        value: '',
        rule: { zh: '不是 UTF-8 编码，请先转换为 UTF-8', en: 'it is not UTF-8: convert the file first' },
      },
    ])
  }
}

function readBytes(path: string): Buffer {
  try {
    const bytes = readFileSync(path)
    return GZIP.every((byte, index) => bytes[index] === byte) ? gunzipSync(bytes) : bytes
  } catch (error) {
    throw replayProblems.unreadable(path, error instanceof Error ? error.message : String(error))
  }
}

function badRow(bytes: Buffer): number | null {
  let [row, start] = [1, 0]
  while (start < bytes.length) {
    const end = bytes.indexOf(NEWLINE, start)
    const line = bytes.subarray(start, end < 0 ? bytes.length : end)
    if (!isText(line)) return row
    if (end < 0) return null
    row += 1
    start = end + 1
  }
  return null
}

function isText(bytes: Uint8Array): boolean {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).length >= 0
  } catch {
    return false
  }
}
