import { DAY_MS, instantsOfDay, type LocalTime } from '#catalogue/local-time.ts'

/** A recorded time as an instant. `ambiguous`: the local clock read it twice, and the first coming was taken. */
export interface RecordedInstant {
  readonly at: Date
  readonly ambiguous: boolean
}

const WRITTEN = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/
const HOUR = 3_600_000

/**
 * Reads `YYYY-MM-DD HH:MM[:SS]` (a `T` will do): local to the zone unless it ends in `Z` or an offset. A time skipped in spring is the instant of the
 * jump, one that comes twice in autumn its first coming, so the order of written times is never reversed. Undefined when it is no time at all.
 */
export function readInstant(zone: LocalTime, written: string): RecordedInstant | undefined {
  const found = WRITTEN.exec(written)
  if (!found) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map((part) => Number(part ?? 0))
  const dayWall = Date.UTC(year, month - 1, day)
  const date = new Date(dayWall)
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60
  if (!exists) return undefined
  const wall = dayWall + ((hour * 60 + minute) * 60 + second) * 1000
  const offset = found[7]
  if (offset !== undefined) return { at: new Date(wall - offsetMs(offset)), ambiguous: false }
  const instant = instantsOfDay(zone, dayWall)(wall)
  return { at: new Date(instant), ambiguous: comesAgain(zone, instant, wall) }
}

function offsetMs(offset: string): number {
  if (offset === 'Z') return 0
  const size = (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))) * 60_000
  return offset.startsWith('-') ? -size : size
}

/** Whether the same wall time is read again within a few hours of its first coming. */
function comesAgain(zone: LocalTime, first: number, wall: number): boolean {
  const later = zone.offsetAt(first + 3 * HOUR)
  const again = wall - later
  return again > first && again - first < DAY_MS && zone.offsetAt(again) === later
}
