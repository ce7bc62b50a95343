import { openTimeZone } from '#catalogue/local-time.ts'
import type { Dice } from '#simulation/dice.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** When departments answer and people are about. */
const OPENS = 8
const SHUTS = 20

/** Reads the wall clock of a city. Instants are ms since 1970. */
export interface LocalClock {
  /** Hours since local midnight, with a fraction. */
  hourOf(instant: number): number
  /** Saturday and Sunday. */
  isWeekend(instant: number): boolean
  isDaytime(instant: number): boolean
  /** The instant itself by day, else a moment within the first hour of the next morning. */
  daytime(instant: number, dice: Dice): number
}

/** The wall clock of an IANA time zone. */
export function localClock(timeZone: string): LocalClock {
  const zone = openTimeZone(timeZone)
  const wallOf = (instant: number): number => instant + zone.offsetAt(Math.floor(instant / HOUR) * HOUR)
  const hourOf = (instant: number): number => (wallOf(instant) % DAY) / HOUR
  const isDaytime = (instant: number): boolean => hourOf(instant) >= OPENS && hourOf(instant) < SHUTS
  return {
    hourOf,
    isDaytime,
    isWeekend: (instant) => [0, 6].includes(new Date(wallOf(instant)).getUTCDay()),
    daytime: (instant, dice) => (isDaytime(instant) ? instant : nextMorning(instant, hourOf(instant)) + dice.next() * HOUR),
  }
}

const nextMorning = (instant: number, hour: number): number => instant + ((OPENS - hour + 24) % 24) * HOUR
