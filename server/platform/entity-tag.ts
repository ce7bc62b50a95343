import { createHash } from 'node:crypto'
import type { RawAnswer } from '#platform/route.ts'

const bare = (tag: string): string => tag.trim().replace(/^W\//, '')

/** Whether an If-None-Match header names this tag (weak comparison, RFC 9110 section 13.1.2). */
export const tagMatches = (ifNoneMatch: string | undefined, tag: string): boolean =>
  ifNoneMatch !== undefined && (ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((each) => bare(each) === bare(tag)))

/** The entity tag of content: its SHA-256 in hexadecimal, quoted. */
export const tagOf = (bytes: Uint8Array): string => `"${createHash('sha256').update(bytes).digest('hex')}"`

/** Bytes with their tag and how long they may be kept: 304 when the reader has them already, 204 when there are none. */
export function taggedAnswer(bytes: Buffer, ifNoneMatch: string | undefined, cacheControl: string): RawAnswer {
  const tag = tagOf(bytes)
  const headers = { etag: tag, 'cache-control': cacheControl }
  if (tagMatches(ifNoneMatch, tag)) return { status: 304, body: '', headers }
  return bytes.length === 0 ? { status: 204, body: '', headers } : { body: bytes, headers }
}
