import { type Language, useLanguage } from '#web/shared/language/language.ts'
import { timeWords } from './words.ts'

/** Pages show the city's own time, wherever the reader sits. */
export const CITY_TIME_ZONE = 'Asia/Shanghai'
const DAY = 86_400_000

const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: CITY_TIME_ZONE, ...options })
const clock = format({ hour: '2-digit', minute: '2-digit' })
const day = format({ year: 'numeric', month: '2-digit', day: '2-digit' })
const weekdays = {
  zh: new Intl.DateTimeFormat('zh-CN', { timeZone: CITY_TIME_ZONE, weekday: 'short' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: CITY_TIME_ZONE, weekday: 'short' }),
}

/** Whole days from the city's day of `now` to that of `at`. */
const daysBetween = (at: Date, now: Date): number => Math.round((Date.parse(day.format(at)) - Date.parse(day.format(now))) / DAY)

/** "今天 14:05", "周三 09:00" within a week, the full date after. */
export function tellMoment(at: Date, now: Date, language: Language): string {
  const words = timeWords[language]
  const time = clock.format(at)
  const days = daysBetween(at, now)
  if (days === 0) return words.today(time)
  if (days === -1) return words.yesterday(time)
  if (days === 1) return words.tomorrow(time)
  if (Math.abs(days) < 7) return `${weekdays[language].format(at)} ${time}`
  return `${day.format(at)} ${time}`
}

/** The full date and time, for print and for tooltips: 2026-11-22 14:05. */
export const tellFull = (at: Date): string => `${day.format(at)} ${clock.format(at)}`

/** A length of time in the two largest units that matter, from milliseconds. */
export function tellLength(ms: number, language: Language): string {
  const words = timeWords[language]
  const minutes = Math.floor(Math.abs(ms) / 60_000)
  if (minutes < 1) return words.now
  if (minutes < 60) return words.minutes(minutes)
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return minutes % 60 === 0 ? words.hours(hours) : words.hoursMinutes(hours, minutes % 60)
  const days = Math.floor(hours / 24)
  return hours % 24 === 0 || days >= 3 ? words.days(days) : words.daysHours(days, hours % 24)
}

/** "剩 1 小时 20 分" before the moment, "超 2 天" after it. */
export function tellRemaining(due: Date, now: Date, language: Language): string {
  const words = timeWords[language]
  const ms = due.getTime() - now.getTime()
  return ms >= 0 ? words.left(tellLength(ms, language)) : words.over(tellLength(ms, language))
}

/** The moments of a page in the reader's language. */
export function useMoments() {
  const language = useLanguage()
  return {
    moment: (at: Date | string, now = new Date()) => tellMoment(new Date(at), now, language),
    full: (at: Date | string) => tellFull(new Date(at)),
    length: (ms: number) => tellLength(ms, language),
    remaining: (due: Date | string, now = new Date()) => tellRemaining(new Date(due), now, language),
  }
}
