import ExcelJS from 'exceljs'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { readDuties } from './catalogue-seed.ts'
import { heading } from './parse-sheet.ts'
import { unknownVersion } from './problems.ts'
import { findVersion } from './queries.ts'
import { listCalendarDays } from './queries-calendar.ts'
import { loadContent } from './queries-content.ts'
import type { CatalogueContent } from './tables.ts'
import {
  CALENDAR_COLUMNS,
  CALENDAR_SHEET,
  CONDITION_COLUMNS,
  type Columns,
  columnsOf,
  ruleColumns,
  SHEETS,
  TYPE_COLUMNS,
  toConditionRow,
} from './workbook-layout.ts'

export const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A version as an Excel workbook that `importWorkbook` takes back unchanged. `catalogue.unknown_version` when there is no such version. */
export async function exportWorkbook(
  tx: Db,
  actor: Pick<Actor, 'cityId'>,
  input: { versionId: string },
): Promise<{ fileName: string; bytes: Buffer }> {
  const version = await findVersion(tx, actor.cityId, input.versionId)
  if (!version) throw unknownVersion(input.versionId)
  const bytes = await writeWorkbook(await loadContent(tx, actor.cityId, version.id), version.draftedAt)
  return { fileName: `catalogue-${actor.cityId}-${version.number}.xlsx`, bytes }
}

/** The three sheets with bilingual headings, the first row frozen; `at` is the date the file carries. */
export async function writeWorkbook(content: CatalogueContent, at: Date): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  workbook.created = at
  workbook.modified = at
  const names = new Map(content.types.map(({ code, name }) => [code, name]))
  const conditions = content.conditions.map((condition) => toConditionRow(condition, names.get(condition.typeCode) ?? ''))
  addSheet(workbook, heading(SHEETS.types), TYPE_COLUMNS, content.types)
  addSheet(workbook, heading(SHEETS.conditions), CONDITION_COLUMNS, conditions)
  addSheet(workbook, heading(SHEETS.rules), ruleColumns(readDuties()), content.rules)
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

/** One year of the city's calendar as a workbook of one sheet that `importCalendar` takes back unchanged. */
export async function exportCalendar(
  tx: Db,
  actor: Pick<Actor, 'cityId'>,
  input: { year: number },
): Promise<{ fileName: string; bytes: Buffer }> {
  const workbook = new ExcelJS.Workbook()
  addSheet(workbook, heading(CALENDAR_SHEET), CALENDAR_COLUMNS, await listCalendarDays(tx, actor.cityId, input.year))
  return { fileName: `calendar-${actor.cityId}-${input.year}.xlsx`, bytes: Buffer.from(await workbook.xlsx.writeBuffer()) }
}

function addSheet<Row extends object>(workbook: ExcelJS.Workbook, name: string, columns: Columns<Row>, rows: readonly Row[]): void {
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  const named = columnsOf(columns)
  sheet.columns = named.map(([key, column]) => ({ key, header: heading(column), width: column.width }))
  sheet.getRow(1).font = { bold: true }
  for (const row of rows) {
    const values = new Map<string, unknown>(Object.entries(row))
    sheet.addRow(named.map(([field, column]) => column.kind.write(values.get(field))))
  }
}
