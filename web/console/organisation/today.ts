import { CITY_TIME_ZONE } from '#web/shared/time/moment.ts'

const day = new Intl.DateTimeFormat('sv-SE', { timeZone: CITY_TIME_ZONE, year: 'numeric', month: '2-digit', day: '2-digit' })

/** The city's day, 'YYYY-MM-DD'. */
export const cityToday = (): string => day.format(new Date())
