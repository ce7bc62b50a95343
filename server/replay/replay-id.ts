import { createHash } from 'node:crypto'
import { v7 } from 'uuid'

/**
 * The id of a thing a replay makes: always the same for the same parts, so that repeating a replay repeats every request id and adds nothing.
 * Shaped as UUIDv7 (RFC 9562) at the moment it happened, the rest from SHA-256, so that ids stay in the order of events as everywhere else.
 */
export function replayId(at: Date, ...parts: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest()
  return v7({ msecs: at.getTime(), random: digest.subarray(0, 16), seq: digest.readUInt32BE(16) })
}
