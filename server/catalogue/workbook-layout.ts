import type { Bilingual } from '#platform/problem.ts'
import type { CalendarDay } from './calendar-source.ts'
import type { Duty } from './catalogue-seed.ts'
import { type CellKind, choiceCell, codeCell, dayCell, emptyOr, narrow, numberCell, type Read, textCell, wrong } from './cell-readers.ts'
import type { ConditionEntry, LimitByRegion, RuleEntry, TypeEntry } from './tables.ts'
import { budgetOf, describeLimit, LIMIT_UNITS, type LimitUnit, nameUnit, type TimeLimit } from './time-limit.ts'
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

const column = <Value>(zh: string, en: string, width: number, kind: CellKind<Value>): Column<Value> => ({ zh, en, width, kind })
const twoDigits = codeCell(/^\d{2}$/, 2, '01')
const typeCode = codeCell(/^[CE]\d{4}$/, 0, 'C0101')
const domain = choiceCell({ urban: ['城市', 'Urban'], water: ['水环境', 'Water'], air: ['大气', 'Air'] }, 'urban')
const kind = choiceCell({ component: ['部件', 'Component'], event: ['事件', 'Event'] }, 'component')
const units = Object.fromEntries(LIMIT_UNITS.map((unit) => [unit, [nameUnit(unit, 'zh'), nameUnit(unit, 'en')]])) as Record<
  LimitUnit,
  [string, string]
>
const unit = choiceCell(units, 'work_day')
const urgencies = {
  urgent: [URGENCY_NAMES.urgent.zh, URGENCY_NAMES.urgent.en],
  normal: [URGENCY_NAMES.normal.zh, URGENCY_NAMES.normal.en],
} as const

export const TYPE_COLUMNS: Columns<TypeEntry> = {
  code: column('编码', 'Code', 10, typeCode),
  domain: column('领域', 'Domain', 10, domain),
  kind: column('类别', 'Kind', 8, kind),
  classCode: column('大类编码', 'Class code', 10, twoDigits),
  className: column('大类名称', 'Class', 18, textCell(100)),
  classNameEn: column('大类英文名', 'Class in English', 26, textCell(200, true)),
  itemCode: column('小类编码', 'Item code', 10, twoDigits),
  name: column('名称', 'Name', 26, textCell(100)),
  nameEn: column('英文名', 'Name in English', 32, textCell(200)),
  provenance: column('来源', 'Provenance', 12, textCell(100, true)),
}

export const CONDITION_COLUMNS: Columns<ConditionRow> = {
  typeCode: column('类型编码', 'Type code', 10, typeCode),
  typeName: column('类型名称', 'Type name', 20, textCell(100, true)),
  number: column('条件序号', 'Number', 10, numberCell(999, true)),
  filing: column('立案条件', 'Filing condition', 48, textCell(500)),
  closing: column('结案条件', 'Closing condition', 36, textCell(500)),
  limitValue: column('时限', 'Limit', 8, numberCell(10_000, false)),
  limitUnit: column('时限单位', 'Limit unit', 14, unit),
  limit1: column('一类区域时限', 'Limit in class 1', 16, emptyOr(limitCell())),
  limit2: column('二类区域时限', 'Limit in class 2', 16, emptyOr(limitCell())),
  limit3: column('三类区域时限', 'Limit in class 3', 16, emptyOr(limitCell())),
  urgency: column('紧急程度', 'Urgency', 10, choiceCell(urgencies, 'normal')),
  provenance: column('来源', 'Provenance', 12, textCell(100, true)),
}

export const CALENDAR_COLUMNS: Columns<CalendarDay> = {
  day: column('日期', 'Day', 14, dayCell),
  kind: column('安排', 'Arrangement', 12, choiceCell({ off: ['放假', 'Off'], work: ['上班', 'Work'] }, 'off')),
  name: column('名称', 'Name', 24, textCell(100, true)),
}

/** The columns of the responsibility sheet; a duty is written by its name where `duties` has one, and read by name or code. */
export function ruleColumns(duties: readonly Duty[]): Columns<RuleEntry> {
  const level = choiceCell(
    { city: ['市级', 'City'], district: ['区级', 'District'], street: ['街道', 'Street'], community: ['社区', 'Community'] },
    'city',
  )
  return {
    number: column('序号', 'Number', 8, numberCell(1_000_000, true)),
    domain: column('领域', 'Domain', 10, emptyOr(domain)),
    kind: column('类别', 'Kind', 8, emptyOr(kind)),
    classCode: column('大类编码', 'Class code', 10, emptyOr(twoDigits)),
    typeCode: column('类型编码', 'Type code', 10, emptyOr(typeCode)),
    basis: column('依据', 'Basis', 8, choiceCell({ owner: ['权属', 'Owner'], territory: ['属地', 'Territory'] }, 'owner')),
    duty: column('职责', 'Duty', 18, emptyOr(dutyCell(duties))),
    level: column('层级', 'Level', 8, emptyOr(level)),
    reason: column('说明', 'Reason', 48, textCell(500)),
    reasonEn: column('英文说明', 'Reason in English', 60, textCell(500, true)),
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
