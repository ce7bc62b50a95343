import { type Flaw, findFlaws, findGaps } from './catalogue-checks.ts'
import type { Duty } from './catalogue-seed.ts'
import { type Fault, heading, type ParsedSheet, parseNamed, unknownSheets } from './parse-sheet.ts'
import type { RawSheet } from './read-workbook.ts'
import type { CatalogueContent } from './tables.ts'
import {
  CONDITION_COLUMNS,
  type Columns,
  type ConditionRow,
  columnsOf,
  ruleColumns,
  SHEETS,
  TYPE_COLUMNS,
  toCondition,
} from './workbook-layout.ts'

export interface ParsedWorkbook {
  readonly content: CatalogueContent
  /** Everything wrong, by sheet and row; the content may be used only when this is empty. */
  readonly faults: Fault[]
}

type Part = Flaw['part']

/** Reads a catalogue out of the sheets of a workbook and finds every fault: in cells, between rows, between sheets, and what is missing. */
export function parseWorkbook(sheets: readonly RawSheet[], duties: readonly Duty[], known: ReadonlySet<string>): ParsedWorkbook {
  const rules = ruleColumns(duties)
  const parts = {
    types: parsePart(sheets, 'types', TYPE_COLUMNS),
    conditions: parsePart(sheets, 'conditions', CONDITION_COLUMNS),
    rules: parsePart(sheets, 'rules', rules),
  }
  const content = {
    types: parts.types.rows.map(({ value }) => value),
    conditions: parts.conditions.rows.map(({ value }) => toCondition(value)),
    rules: parts.rules.rows.map(({ value }) => value),
  }
  const inCells = [
    ...unknownSheets(sheets, Object.values(SHEETS)),
    ...parts.types.faults,
    ...parts.conditions.faults,
    ...parts.rules.faults,
  ]
  if (Object.values(parts).some(({ legible }) => !legible)) return { content, faults: inCells }
  const headings: Record<Part, ReadonlyMap<string, string>> = {
    types: headingsOf(TYPE_COLUMNS),
    conditions: headingsOf(CONDITION_COLUMNS),
    rules: headingsOf(rules),
  }
  const between = [...findFlaws(content, known), ...findGaps(content)].map((flaw) => locate(flaw, parts[flaw.part], headings[flaw.part]))
  const faults = [...inCells, ...misnamed(parts.conditions, content), ...withoutEchoes(between, inCells)]
  return { content, faults: faults.sort(bySheetAndRow) }
}

function parsePart<Row extends object>(sheets: readonly RawSheet[], part: Part, columns: Columns<Row>): ParsedSheet<Row> {
  return parseNamed(sheets, SHEETS[part], columns)
}

function headingsOf<Row extends object>(columns: Columns<Row>): ReadonlyMap<string, string> {
  return new Map(columnsOf(columns).map(([field, column]) => [field, heading(column)]))
}

function locate(flaw: Flaw, part: ParsedSheet<object>, headings: ReadonlyMap<string, string>): Fault {
  const { value, rule, zh, en } = flaw
  const column = headings.get(flaw.field) ?? flaw.field
  return { sheet: heading(SHEETS[flaw.part]), row: part.rows[flaw.index]?.number ?? null, column, value, rule, zh, en }
}

/** Type names in the conditions sheet are there for the reader; one that is not its type's name is the sign of a mistyped code. */
function misnamed(part: ParsedSheet<ConditionRow>, content: CatalogueContent): Fault[] {
  // Of a repeated code the first stands, as for duplicates.
  const names = new Map(content.types.toReversed().map(({ code, name }) => [code, name]))
  return part.rows.flatMap(({ number, value: { typeCode, typeName } }) => {
    const name = names.get(typeCode)
    if (typeName === '' || !name || name === typeName) return []
    const [zh, en] = [`${typeCode} 的名称是“${name}”`, `the name of ${typeCode} is "${name}"`]
    const at = { sheet: heading(SHEETS.conditions), row: number, column: heading(CONDITION_COLUMNS.typeName) }
    return [{ ...at, value: typeName, rule: 'type_name', zh, en }]
  })
}

/** Leaves out what only follows from a cell that could not be read: the same cell again, and a code judged by stand-in values. */
function withoutEchoes(between: readonly Fault[], inCells: readonly Fault[]): Fault[] {
  const place = ({ sheet, row }: Fault): string => `${sheet}#${row}`
  const cells = new Set(inCells.map((fault) => `${place(fault)}#${fault.column}`))
  const rows = new Set(inCells.map(place))
  return between.filter(
    (fault) => !cells.has(`${place(fault)}#${fault.column}`) && !(fault.rule === 'code_mismatch' && rows.has(place(fault))),
  )
}

function bySheetAndRow(a: Fault, b: Fault): number {
  const order = Object.values(SHEETS).map(heading)
  return order.indexOf(a.sheet) - order.indexOf(b.sheet) || (a.row ?? 0) - (b.row ?? 0)
}
