import { randomInt } from 'node:crypto'
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
