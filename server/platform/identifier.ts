import { v7 } from 'uuid'

/** A time-ordered id (UUIDv7, RFC 9562) made by the application, so that no sequence or global order is relied on. `at` in a replayed past keeps ids in the order of events. */
export const newId = (at?: Date): string => (at ? v7({ msecs: at.getTime() }) : v7())
