import type { Bilingual } from '#platform/problem.ts'
import type { CalendarDay } from './calendar-source.ts'
import type { Duty } from './catalogue-seed.ts'
import { type CellKind, choiceCell, codeCell, dayCell, emptyOr, narrow, numberCell, type Read, textCell, wrong } from './cell-readers.ts'
import {
  BASIS_NAMES,
  CONDITION_FIELD_NAMES,
  DOMAIN_NAMES,
  KIND_NAMES,
  LIMIT_UNIT_NAMES,
  RULE_FIELD_NAMES,
  RULE_LEVEL_NAMES,
  TYPE_FIELD_NAMES,
} from './entry-words.ts'
import type { ConditionEntry, LimitByRegion, RuleEntry, TypeEntry } from './tables.ts'
import { budgetOf, describeLimit, type TimeLimit } from './time-limit.ts'
import { URGENCY_NAMES } from './urgency-names.ts'

/** One column of a sheet: its heading in both languages, its width in characters, and how its cells are read and written. */
export interface Column<Value> extends Bilingual {
  readonly width: number
  readonly kind: CellKind<Value>
}

/** The columns of a sheet by field, in the order they stand. */
export type Columns<Row> = { readonly [Field in keyof Row]: Column<Row[Field]> }

/** The columns with the names of their fields, in order. */
export const columnsOf = <Row extends object>(columns: Columns<Row>): [field: string, column: Column<unknown>][] => Object.entries(columns)

/** A condition as a row: its type's name for the reader, and the limits by region class side by side. */
export interface ConditionRow extends Omit<ConditionEntry, 'limitByRegion'> {
  readonly typeName: string
  readonly limit1: TimeLimit | null
  readonly limit2: TimeLimit | null
  readonly limit3: TimeLimit | null
}

export const SHEETS = {
  types: { zh: '类型', en: 'Types' },
  conditions: { zh: '条件', en: 'Conditions' },
  rules: { zh: '责任', en: 'Responsibility' },
} as const
export const CALENDAR_SHEET = { zh: '日历', en: 'Calendar' } as const

const column = <Value>({ zh, en }: Bilingual, width: number, kind: CellKind<Value>): Column<Value> => ({ zh, en, width, kind })
/** One of a list, by the words people read. */
const wordCell = <Code extends string>(words: Readonly<Record<Code, Bilingual>>, fallback: NoInfer<Code>): CellKind<Code> => {
  const choices = Object.entries<Bilingual>(words).map(([code, { zh, en }]) => [code, [zh, en]])
  return choiceCell(Object.fromEntries(choices) as Record<Code, [string, string]>, fallback)
}
const twoDigits = codeCell(/^\d{2}$/, 2, '01')
const typeCode = codeCell(/^[CE]\d{4}$/, 0, 'C0101')
const domain = wordCell(DOMAIN_NAMES, 'urban')
const kind = wordCell(KIND_NAMES, 'component')
const unit = wordCell(LIMIT_UNIT_NAMES, 'work_day')

export const TYPE_COLUMNS: Columns<TypeEntry> = {
  code: column(TYPE_FIELD_NAMES.code, 10, typeCode),
  domain: column(TYPE_FIELD_NAMES.domain, 10, domain),
  kind: column(TYPE_FIELD_NAMES.kind, 8, kind),
  classCode: column(TYPE_FIELD_NAMES.classCode, 10, twoDigits),
  className: column(TYPE_FIELD_NAMES.className, 18, textCell(100)),
  classNameEn: column(TYPE_FIELD_NAMES.classNameEn, 26, textCell(200, true)),
  itemCode: column(TYPE_FIELD_NAMES.itemCode, 10, twoDigits),
  name: column(TYPE_FIELD_NAMES.name, 26, textCell(100)),
  nameEn: column(TYPE_FIELD_NAMES.nameEn, 32, textCell(200)),
  provenance: column(TYPE_FIELD_NAMES.provenance, 12, textCell(100, true)),
}

export const CONDITION_COLUMNS: Columns<ConditionRow> = {
  typeCode: column(CONDITION_FIELD_NAMES.typeCode, 10, typeCode),
  typeName: column(CONDITION_FIELD_NAMES.typeName, 20, textCell(100, true)),
  number: column(CONDITION_FIELD_NAMES.number, 10, numberCell(999, true)),
  filing: column(CONDITION_FIELD_NAMES.filing, 48, textCell(500)),
  closing: column(CONDITION_FIELD_NAMES.closing, 36, textCell(500)),
  limitValue: column(CONDITION_FIELD_NAMES.limitValue, 8, numberCell(10_000, false)),
  limitUnit: column(CONDITION_FIELD_NAMES.limitUnit, 14, unit),
  limit1: column(CONDITION_FIELD_NAMES.limit1, 16, emptyOr(limitCell())),
  limit2: column(CONDITION_FIELD_NAMES.limit2, 16, emptyOr(limitCell())),
  limit3: column(CONDITION_FIELD_NAMES.limit3, 16, emptyOr(limitCell())),
  urgency: column(CONDITION_FIELD_NAMES.urgency, 10, wordCell(URGENCY_NAMES, 'normal')),
  provenance: column(CONDITION_FIELD_NAMES.provenance, 12, textCell(100, true)),
}

export const CALENDAR_COLUMNS: Columns<CalendarDay> = {
  day: column({ zh: '日期', en: 'Day' }, 14, dayCell),
  kind: column({ zh: '安排', en: 'Arrangement' }, 12, choiceCell({ off: ['放假', 'Off'], work: ['上班', 'Work'] }, 'off')),
  name: column({ zh: '名称', en: 'Name' }, 24, textCell(100, true)),
}

/** The columns of the responsibility sheet; a duty is written by its name where `duties` has one, and read by name or code. */
export function ruleColumns(duties: readonly Duty[]): Columns<RuleEntry> {
  return {
    number: column(RULE_FIELD_NAMES.number, 8, numberCell(1_000_000, true)),
    domain: column(RULE_FIELD_NAMES.domain, 10, emptyOr(domain)),
    kind: column(RULE_FIELD_NAMES.kind, 8, emptyOr(kind)),
    classCode: column(RULE_FIELD_NAMES.classCode, 10, emptyOr(twoDigits)),
    typeCode: column(RULE_FIELD_NAMES.typeCode, 10, emptyOr(typeCode)),
    basis: column(RULE_FIELD_NAMES.basis, 8, wordCell(BASIS_NAMES, 'owner')),
    duty: column(RULE_FIELD_NAMES.duty, 18, emptyOr(dutyCell(duties))),
    level: column(RULE_FIELD_NAMES.level, 8, emptyOr(wordCell(RULE_LEVEL_NAMES, 'city'))),
    reason: column(RULE_FIELD_NAMES.reason, 48, textCell(500)),
    reasonEn: column(RULE_FIELD_NAMES.reasonEn, 60, textCell(500, true)),
  }
}

/** A condition as it stands in the sheet. */
export function toConditionRow(condition: ConditionEntry, typeName: string): ConditionRow {
  const { limitByRegion, ...rest } = condition
  return { ...rest, typeName, limit1: limitByRegion['1'] ?? null, limit2: limitByRegion['2'] ?? null, limit3: limitByRegion['3'] ?? null }
}

/** The condition a row of the sheet states. */
export function toCondition({ typeName: _typeName, limit1, limit2, limit3, ...rest }: ConditionRow): ConditionEntry {
  const limitByRegion: LimitByRegion = { ...(limit1 && { '1': limit1 }), ...(limit2 && { '2': limit2 }), ...(limit3 && { '3': limit3 }) }
  return { ...rest, limitByRegion }
}

/** A value and a unit in one cell: "4 工作时". */
function limitCell(): CellKind<TimeLimit> {
  const fallback: TimeLimit = { value: 1, unit: 'work_day' }
  const read = (text: string): Read<TimeLimit> => {
    const [, digits = '', name = ''] = /^(\d+(?:\.\d+)?)\s*(\D+)$/.exec(narrow(text)) ?? []
    const found = unit.read(name.replace(/s$/, ''))
    const value = Number(digits)
    if ('value' in found && value > 0 && value <= 10_000 && budgetOf({ value, unit: found.value }) > 0)
      return { value: { value, unit: found.value } }
    return wrong(fallback, 'limit', '应写作“4 工作时”', 'write it like "4 working hours"')
  }
  const text = textCell(40)
  return {
    read: (cell) => {
      const found = text.read(cell)
      return 'value' in found ? read(found.value) : { ...found, fallback }
    },
    write: (limit) => describeLimit(limit, 'zh'),
  }
}

function dutyCell(duties: readonly Duty[]): CellKind<string> {
  const codes = new Map(duties.flatMap(({ code, name, nameEn }) => [code, name, nameEn.toLowerCase()].map((each) => [each, code])))
  const names = new Map(duties.map(({ code, name }) => [code, name]))
  const text = textCell(60)
  return {
    read: (cell) => {
      const found = text.read(cell)
      return 'value' in found ? { value: codes.get(found.value) ?? codes.get(found.value.toLowerCase()) ?? found.value } : found
    },
    write: (code) => names.get(code) ?? code,
  }
}
