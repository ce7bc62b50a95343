import { showText } from '#platform/contract-check.ts'
import type { Bilingual } from '#platform/problem.ts'
import type { RawCell } from './cell-readers.ts'
import type { RawRow, RawSheet } from './read-workbook.ts'
import { type Column, type Columns, columnsOf } from './workbook-layout.ts'

/** One thing wrong in a workbook, where a person finds it: `row` counts from 1, `column` is the heading; both are empty when the whole sheet is meant. */
export interface Fault extends Bilingual {
  readonly sheet: string
  readonly row: number | null
  readonly column: string | null
  readonly value: string
  readonly rule: string
}

/** The rows of a sheet with their numbers; rows with faults are there too, with stand-in values, so that checks across rows see them. */
export interface ParsedSheet<Row> {
  readonly rows: readonly { readonly number: number; readonly value: Row }[]
  readonly faults: readonly Fault[]
  /** Whether the headings were understood; otherwise there are no rows. */
  readonly legible: boolean
}

/** Heading of a column as written: "编码 Code". */
export const heading = ({ zh, en }: Bilingual): string => `${zh} ${en}`

/** Whether a name someone wrote is a heading or sheet name: both languages, or either. */
function isCalled(name: string, { zh, en }: Bilingual): boolean {
  const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
  return [zh, en, `${zh}${en}`].some((each) => plain(each) === plain(name))
}

/** Reads a sheet by its columns: the first row must hold their headings in any order, blank rows are skipped, every cell that breaks a rule is a fault. */
function parseSheet<Row extends object>(sheet: RawSheet, columns: Columns<Row>): ParsedSheet<Row> {
  const named = columnsOf(columns)
  const head = sheet.rows.find(({ number }) => number === 1)
  const headings = (head?.cells ?? []).map(showCell)
  const faults = headingFaults(sheet.name, headings, named)
  if (faults.length > 0) return { rows: [], faults, legible: false }
  const places = named.map(([field, column]) => ({ field, column, index: headings.findIndex((each) => isCalled(each, column)) }))
  const parsed = sheet.rows.filter((row) => row.number > 1 && !isBlank(row)).map((row) => parseRow<Row>(sheet.name, row, places))
  return { rows: parsed.map(({ number, value }) => ({ number, value })), faults: parsed.flatMap((row) => row.faults), legible: true }
}

/** Reads the one sheet called so; none, or several, is a fault. */
export function parseNamed<Row extends object>(sheets: readonly RawSheet[], name: Bilingual, columns: Columns<Row>): ParsedSheet<Row> {
  const found = sheets.filter((sheet) => isCalled(sheet.name, name))
  const [sheet] = found
  if (sheet && found.length === 1) return parseSheet({ ...sheet, name: heading(name) }, columns)
  const [zh, en] = sheet ? ['这张工作表出现了两次', 'this sheet is there twice'] : ['缺少这张工作表', 'this sheet is missing']
  const fault = { sheet: heading(name), row: null, column: null, value: '', rule: sheet ? 'repeated_sheet' : 'missing_sheet', zh, en }
  return { rows: [], faults: [fault], legible: false }
}

/** A fault for each sheet that is none of those expected: a mistyped name must not make a sheet vanish. */
export function unknownSheets(sheets: readonly RawSheet[], expected: readonly Bilingual[]): Fault[] {
  const unknown = sheets.filter(({ name }) => !expected.some((each) => isCalled(name, each)))
  const [zh, en] = ['没有这张工作表，请更正名称或删除', 'there is no such sheet; mend its name or remove it']
  return unknown.map(({ name }) => ({
    sheet: showText(name),
    row: null,
    column: null,
    value: showText(name),
    rule: 'unknown_sheet',
    zh,
    en,
  }))
}

interface Place {
  readonly field: string
  readonly column: Column<unknown>
  readonly index: number
}

function parseRow<Row>(sheet: string, row: RawRow, places: readonly Place[]): { number: number; value: Row; faults: Fault[] } {
  const faults: Fault[] = []
  const entries = places.map(({ field, column, index }) => {
    const cell = row.cells[index] ?? null
    const read = column.kind.read(cell)
    if ('value' in read) return [field, read.value]
    faults.push({ sheet, row: row.number, column: heading(column), value: showCell(cell), rule: read.rule, ...read.text })
    return [field, read.fallback]
  })
  // Every field of Row has a column, and every column gave a value or its stand-in.
  return { number: row.number, value: Object.fromEntries(entries) as Row, faults }
}

function headingFaults(sheet: string, headings: readonly string[], named: readonly (readonly [string, Column<unknown>])[]): Fault[] {
  const at = (column: string | null, value: string, rule: string, zh: string, en: string): Fault => ({
    sheet,
    row: 1,
    column,
    value,
    rule,
    zh,
    en,
  })
  const missing = named.filter(([, column]) => !headings.some((each) => isCalled(each, column)))
  const unknown = headings.filter((each) => each !== '' && !named.some(([, column]) => isCalled(each, column)))
  const twice = named.filter(([, column]) => headings.filter((each) => isCalled(each, column)).length > 1)
  return [
    ...missing.map(([, column]) => at(heading(column), '', 'missing_column', '缺少这一列', 'this column is missing')),
    ...unknown.map((each) =>
      at(each, each, 'unknown_column', '没有这一列，请删除或更正列名', 'there is no such column; remove it or mend its heading'),
    ),
    ...twice.map(([, column]) => at(heading(column), '', 'repeated_column', '这一列出现了两次', 'this column stands there twice')),
  ]
}

function isBlank(row: RawRow): boolean {
  return row.cells.every((cell) => cell === null || (typeof cell === 'string' && cell.trim() === ''))
}

function showCell(cell: RawCell): string {
  if (cell === null) return ''
  return typeof cell === 'object' ? `(${cell.refused})` : showText(String(cell))
}
