import { instantsOfDay, openTimeZone, parseDay } from '#catalogue/local-time.ts'

const WALL = /^(\d{4}):(\d{2}):(\d{2}) ([01]\d|2[0-3]):([0-5]\d):([0-5]\d)/
const OFFSET = /^(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/
/** Digital cameras are not older; a camera that lost its clock writes its own beginning or zeros. */
const FIRST_YEAR = 1990

/** The local day as ms, or null when there is no such day. */
function dayOf(year: string, month: string, day: string): number | null {
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day))
  const name = `${year}-${month}-${day}`
  return Number(year) >= FIRST_YEAR && new Date(wall).toISOString().startsWith(name) ? parseDay(name) : null
}

/**
 * When a photo was taken: its wall-clock time ('YYYY:MM:DD HH:MM:SS', Exif DateTimeOriginal) in the zone it names ('+HH:MM', Exif OffsetTimeOriginal),
 * else in the city's time zone. Null when it is no time at all.
 */
export function takenInstant(taken: { wall: string; offset: string | null } | null, timeZone: string): Date | null {
  const found = WALL.exec(taken?.wall ?? '')
  if (!found) return null
  const [, year = '', month = '', day = '', hour, minute, second] = found
  const dayWall = dayOf(year, month, day)
  if (dayWall === null) return null
  const offset = taken?.offset?.trim() ?? ''
  if (OFFSET.test(offset)) return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`)
  const wall = dayWall + (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * 1000
  return new Date(instantsOfDay(openTimeZone(timeZone), dayWall)(wall))
}
