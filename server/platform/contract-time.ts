import { z } from 'zod'

/** Years of the calendar in use that every program reading our data agrees about; years before and beyond are slips of the hand. */
const [FIRST, LAST] = ['1900-01-01', '9998-12-31']
const RANGE = `须在 ${FIRST} 至 ${LAST} 之间 / must lie between ${FIRST} and ${LAST}`
const [EARLIEST, LATEST] = [Date.parse(`${FIRST}T00:00:00Z`), Date.parse(`${LAST}T23:59:59.999Z`)]

/** What is not written as a day at all is told so by the form; this tells of its year alone. */
const isDayInRange = (text: string): boolean => !/^\d{4}-\d{2}-\d{2}$/.test(text) || (text >= FIRST && text <= LAST)
const isInstantInRange = (text: string): boolean => !/^\d{4}-/.test(text) || (Date.parse(text) >= EARLIEST && Date.parse(text) <= LATEST)

/** A day as a contract takes it: YYYY-MM-DD, one that exists (RFC 3339 full-date). */
export const day = z.iso.date().refine(isDayInRange, RANGE)

/** A moment as a contract takes it, with its zone (RFC 3339 date-time), read as a Date. */
export const instant = z.iso
  .datetime({ offset: true })
  .refine(isInstantInRange, RANGE)
  .transform((value) => new Date(value))
