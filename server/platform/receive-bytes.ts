import { Readable } from 'node:stream'
import { httpProblems } from '#platform/http-problems.ts'
import type { ReceivedBytes } from '#platform/route.ts'

/**
 * The bytes of a request's body, as far as they come before the line breaks, at most `limit`. Of a longer one the rest flows by unread, as Node lets a body
 * flow by that nobody asked for: left standing it would hold up the next request of the connection for ever. Throws request.media_type, request.too_large.
 */
export async function receiveBytes(body: unknown, limit: number): Promise<ReceivedBytes> {
  if (!(body instanceof Readable)) throw httpProblems.mediaType('application/offset+octet-stream')
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of body.iterator({ destroyOnReturn: false })) {
      size += chunk.length
      if (size > limit) throw httpProblems.tooLarge(limit)
      chunks.push(chunk)
    }
  } catch (error) {
    if (size <= limit) return { bytes: Buffer.concat(chunks), whole: false }
    // The line may break while it flows by; nobody waits for it.
    body.on('error', () => {}).resume()
    throw error
  }
  return { bytes: Buffer.concat(chunks), whole: true }
}
