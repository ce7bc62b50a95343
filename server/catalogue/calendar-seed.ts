import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { type CalendarDay, type CalendarSource, DEFAULT_SLOTS } from './calendar-source.ts'
import { badCalendarSource } from './problems.ts'

const FIRST_YEAR = 2007
const LAST_YEAR = 2026
const FILE = new URL('../../data/calendar/china-2007-2026.csv', import.meta.url)

/** The national calendar shipped with the product: State Council arrangements of 2007 to 2026 with the default slots, in the time zone of China. Its source is named in data/calendar/README.md. */
export function readCalendarSeed(): CalendarSource {
  const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index)
  return { timeZone: 'Asia/Shanghai', years, days: readDays(), slots: DEFAULT_SLOTS }
}

function readDays(): CalendarDay[] {
  const rows = parse<Record<string, string>>(readFileSync(FILE, 'utf8'), { columns: true, bom: true })
  return rows.map(({ day = '', kind = '', name = '' }) => ({ day, kind: parseKind(kind), name }))
}

function parseKind(kind: string): CalendarDay['kind'] {
  if (kind === 'off' || kind === 'work') return kind
  throw badCalendarSource('kind', kind, { zh: '应为 off 或 work', en: 'it must be off or work' })
}
