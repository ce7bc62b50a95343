import { createHash, randomInt } from 'node:crypto'
import { v7 } from 'uuid'

const HALF = 2 ** 31
/** Counts ids, so that those of one millisecond keep the order in which they were made; begins anywhere in the lower half. */
let made = randomInt(HALF)

/**
 * A time-ordered id (UUIDv7, RFC 9562) made by the application, so that no sequence or global order is relied on. `at` in a replayed past keeps
 * ids in the order of events; ids of one process and one moment come in the order they were made.
 */
export function newId(at?: Date): string {
  made = (made + 1) % (2 * HALF)
  return v7({ msecs: at ? at.getTime() : Date.now(), seq: made })
}

/** The lowest id of a moment: every id made then or later is not below it. Moments before 1970 are taken for 1970. */
export function firstIdOf(at: Date): string {
  const digits = Math.max(0, at.getTime()).toString(16).padStart(12, '0')
  return `${digits.slice(0, 8)}-${digits.slice(8)}-0000-0000-000000000000`
}

/**
 * The id of a thing that is always made the same from the same parts, so that a repeated run repeats every id and adds nothing. Shaped as UUIDv7
 * at the moment it happened, the rest from SHA-256, so that ids stay in the order of events as everywhere else.
 */
export function derivedId(at: Date, ...parts: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest()
  return v7({ msecs: at.getTime(), random: digest.subarray(0, 16), seq: digest.readUInt32BE(16) })
}
