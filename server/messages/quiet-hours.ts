import { instantsOfDay, type LocalTime, nameDay, openTimeZone, parseDay } from '#catalogue/local-time.ts'
import type { MessagePolicy } from '#messages/policy.ts'

const MINUTE = 60_000
const DAY_MINUTES = 1440

const zones = new Map<string, LocalTime>()
function zoneOf(timeZone: string): LocalTime {
  const zone = zones.get(timeZone) ?? openTimeZone(timeZone)
  zones.set(timeZone, zone)
  return zone
}

/** 'HH:MM' as minutes since midnight. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

const wallOf = (at: Date, zone: LocalTime): number => at.getTime() + zone.offsetAt(at.getTime())

/** What the local clock reads at an instant, in minutes since midnight. */
export const localMinutes = (at: Date, timeZone: string): number => Math.floor(wallOf(at, zoneOf(timeZone)) / MINUTE) % DAY_MINUTES

type Quiet = Pick<MessagePolicy, 'quietFrom' | 'quietTo'>

/** Whether the local clock reads a time within the quiet hours, which may go over midnight; equal times are no quiet hours. */
export function isQuiet(at: Date, { quietFrom, quietTo }: Quiet, timeZone: string): boolean {
  const [now, from, to] = [localMinutes(at, timeZone), minutesOf(quietFrom), minutesOf(quietTo)]
  return from <= to ? now >= from && now < to : now >= from || now < to
}

/** The first instant from `at` on that is not quiet: `at` itself, or when the quiet hours end; a time the clock skips in spring is the instant of the jump. */
export function firstLoud(at: Date, quiet: Quiet, timeZone: string): Date {
  if (!isQuiet(at, quiet, timeZone)) return at
  const zone = zoneOf(timeZone)
  const left = (minutesOf(quiet.quietTo) - localMinutes(at, timeZone) + DAY_MINUTES) % DAY_MINUTES
  const minute = Math.floor(at.getTime() / MINUTE) * MINUTE
  const end = minute + left * MINUTE
  return zone.offsetAt(minute) === zone.offsetAt(end) ? new Date(end) : walkToLoud(minute, quiet, timeZone)
}

/** In a night in which the clock is changed: minute by minute. */
function walkToLoud(minute: number, quiet: Quiet, timeZone: string): Date {
  for (let next = minute; ; next += MINUTE) if (!isQuiet(new Date(next), quiet, timeZone)) return new Date(next)
}

/** Whether subscribers may hear of the day at `at`: its time has come and it is not quiet. */
export const isDigestTime = (at: Date, policy: Pick<MessagePolicy, 'digestAt' | 'quietFrom' | 'quietTo'>, timeZone: string): boolean =>
  localMinutes(at, timeZone) >= minutesOf(policy.digestAt) && !isQuiet(at, policy, timeZone)

/** The instant at which the local day of `at` began. */
export function startOfDay(at: Date, timeZone: string): Date {
  const zone = zoneOf(timeZone)
  const day = parseDay(nameDay(wallOf(at, zone)))
  return new Date(instantsOfDay(zone, day)(day))
}
