import type { CalendarSource } from '#catalogue/working-calendar.ts'

export const MINUTE = 60_000

/** The slow way: every minute of a window is looked up on the local clock and asked whether it is worked. Whole minutes only. */
export interface Oracle {
  readonly startsAt: number
  readonly minutes: readonly boolean[]
}

export function observeMinutes(source: CalendarSource, from: Date, to: Date): Oracle {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: source.timeZone, dateStyle: 'short', timeStyle: 'short' })
  const minutes: boolean[] = []
  for (let t = from.getTime(); t < to.getTime(); t += MINUTE) {
    const [day = '', time = ''] = clock.format(t).split(' ')
    minutes.push(isWorked(source, day) && source.slots.some((slot) => slot.from <= time && time < slot.to))
  }
  return { startsAt: from.getTime(), minutes }
}

/** Working minutes from one minute of the window to another, one by one. */
export function countMinutes(oracle: Oracle, from: number, to: number): number {
  let count = 0
  for (let minute = from; minute < to; minute++) if (oracle.minutes[minute]) count++
  return count
}

/** The end of the minute in which the `amount`-th working minute since `from` runs, or null when the window is too short. */
export function walkMinutes(oracle: Oracle, from: number, amount: number): number | null {
  let left = amount
  for (let minute = from; minute < oracle.minutes.length; minute++) {
    if (oracle.minutes[minute]) left--
    if (left === 0) return minute + 1
  }
  return null
}

function isWorked(source: CalendarSource, day: string): boolean {
  const exception = source.days.find((candidate) => candidate.day === day)
  if (exception) return exception.kind === 'work'
  return ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay())
}
