import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import type { CalendarDay } from './calendar-source.ts'
import { checkCalendarYear, setCalendarYear } from './edit-calendar.ts'
import { type Fault, heading, type ParsedSheet, parseNamed, unknownSheets } from './parse-sheet.ts'
import type { RawSheet } from './read-workbook.ts'
import { CALENDAR_COLUMNS, CALENDAR_SHEET } from './workbook-layout.ts'

export interface CalendarImportInput {
  readonly year: number
  /** The workbook as `readWorkbook` gave it, outside of any transaction. */
  readonly sheets: readonly RawSheet[]
  readonly publish: boolean
  readonly dryRun: boolean
}

/** `days` is how many rows the sheet has. */
export interface CalendarImportReport {
  readonly imported: boolean
  readonly faults: Fault[]
  readonly days: number
}

/**
 * Replaces the days of a year by a workbook's. With a single fault nothing is written and every fault is reported; what `setCalendarYear`
 * refuses is refused in a dry run too (`calendar.past_day`).
 */
export async function importCalendar(tx: Db, actor: Actor, input: CalendarImportInput): Promise<CalendarImportReport> {
  const sheet = parseNamed(input.sheets, CALENDAR_SHEET, CALENDAR_COLUMNS)
  const faults = [...unknownSheets(input.sheets, [CALENDAR_SHEET]), ...sheet.faults, ...dayFaults(sheet, input.year)]
  faults.sort((a, b) => (a.row ?? 0) - (b.row ?? 0))
  const imported = faults.length === 0 && !input.dryRun
  const change = { year: input.year, days: sheet.rows.map(({ value }) => value), publish: input.publish }
  if (imported) await setCalendarYear(tx, actor, change)
  else if (faults.length === 0) await checkCalendarYear(tx, actor, change)
  return { imported, faults, days: sheet.rows.length }
}

function dayFaults({ rows }: ParsedSheet<CalendarDay>, year: number): Fault[] {
  const seen = new Set<string>()
  return rows.flatMap(({ number, value: { day } }) => {
    const fault = { sheet: heading(CALENDAR_SHEET), row: number, column: heading(CALENDAR_COLUMNS.day), value: day }
    if (day === '') return []
    if (!day.startsWith(`${year}-`)) return [{ ...fault, rule: 'wrong_year', zh: `不在 ${year} 年`, en: `it is not in ${year}` }]
    if (seen.has(day)) return [{ ...fault, rule: 'duplicate', zh: '这一天已经列过', en: 'this day is listed above' }]
    seen.add(day)
    return []
  })
}
