import { CITY_TIME_ZONE } from '#web/shared/time/moment.ts'

const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: CITY_TIME_ZONE, ...options })
const second = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' })
const minute = format({ hour: '2-digit', minute: '2-digit' })
const days = {
  zh: new Intl.DateTimeFormat('zh-CN', { timeZone: CITY_TIME_ZONE, month: 'long', day: 'numeric', weekday: 'long' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: CITY_TIME_ZONE, month: 'long', day: 'numeric', weekday: 'long' }),
} as const

/** The city's own time as figures: 14:05:09, 14:05, "11月22日星期日". */
export const cityClock = {
  second: (at: Date): string => second.format(at),
  minute: (at: Date): string => minute.format(at),
  day: (at: Date, language: 'zh' | 'en'): string => days[language].format(at),
} as const
