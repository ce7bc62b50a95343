/** The only source of "now". Real time in the server, a hand-turned one in tests, simulation and replay. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

export interface HandClock extends Clock {
  set(at: Date): void
  advance(ms: number): void
}

/** A clock that moves only when told to. */
export function handClock(start: Date): HandClock {
  let at = start.getTime()
  return {
    now: () => new Date(at),
    set: (to) => {
      at = to.getTime()
    },
    advance: (ms) => {
      at += ms
    },
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** The local calendar day of an instant, YYYY-MM-DD: what "today" means in a city, whatever the server's own time zone. */
export function localDay(at: Date, timeZone: string): string {
  const known = formatters.get(timeZone)
  const formatter = known ?? new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  if (!known) formatters.set(timeZone, formatter)
  return formatter.format(at)
}
