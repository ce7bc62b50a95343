import type { LocalTime } from '#catalogue/local-time.ts'
import type { Bilingual } from '#platform/problem.ts'
import { type RecordedInstant, readInstant } from '#replay/local-instant.ts'
import type { Mapping } from '#replay/mapping.ts'
import type { InputFlaw } from '#replay/problems.ts'
import type { ServiceRequest } from '#replay/service-request.ts'

/** A century: longer than that is no limit (see budgetOf). */
const LONGEST_LIMIT_MS = 36_525 * 86_400_000
const RULES = {
  ragged: { zh: '列数与表头不符', en: 'the number of columns differs from the header' },
  empty: { zh: '不能为空', en: 'it must not be empty' },
  noTime: {
    zh: '应写作 YYYY-MM-DD HH:MM:SS 且确有其时',
    en: 'write YYYY-MM-DD HH:MM:SS, and it must exist',
  },
  beforeOpening: { zh: '不得早于受理时间', en: 'it must not be earlier than the opening' },
  tooFar: { zh: '距受理时间不得超过一百年', en: 'it must lie within a century of the opening' },
  tooLong: { zh: '文字过长', en: 'the text is too long' },
} as const satisfies Record<string, Bilingual>

type Column = keyof Mapping['columns']
type Cells = (column: Column) => string

/** Makes the reader of one row; what breaks a rule is added to `flaws`, and the row is then left out. */
export function createRowReader(mapping: Mapping, header: readonly string[], zone: LocalTime, flaws: InputFlaw[]) {
  const at = new Map(header.map((name, index) => [name, index]))
  return (record: readonly string[], row: number): ServiceRequest | undefined => {
    const before = flaws.length
    const flaw = (column: string, value: string, rule: Bilingual): void => {
      flaws.push({ row, column, value: value.slice(0, 80), rule })
    }
    if (record.length !== header.length) {
      flaw('-', String(record.length), RULES.ragged)
      return undefined
    }
    const cells: Cells = (column) => record[at.get(mapping.columns[column]) ?? -1]?.trim() ?? ''
    const request = readCells(cells, mapping, zone, row, (column, rule) => flaw(mapping.columns[column], cells(column), rule))
    return flaws.length === before ? request : undefined
  }
}

type Report = (column: Column, rule: Bilingual) => void

function readCells(cells: Cells, mapping: Mapping, zone: LocalTime, row: number, report: Report): ServiceRequest | undefined {
  for (const column of ['id', 'typeClass', 'type', 'department'] as const) if (cells(column) === '') report(column, RULES.empty)
  for (const [column, longest] of LONGEST) if (cells(column).length > longest) report(column, RULES.tooLong)
  const opened = timeOf(cells, zone, 'openedAt', report)
  if (cells('openedAt') === '') report('openedAt', RULES.empty)
  const [target, closed] = [timeOf(cells, zone, 'targetAt', report), timeOf(cells, zone, 'closedAt', report)]
  if (opened === undefined) return undefined
  if (closed !== undefined && closed.at < opened.at) report('closedAt', RULES.beforeOpening)
  if (target !== undefined && target.at.getTime() - opened.at.getTime() > LONGEST_LIMIT_MS) report('targetAt', RULES.tooFar)
  return {
    row,
    id: cells('id'),
    openedAt: opened.at,
    targetAt: target?.at ?? null,
    closedAt: closed?.at ?? null,
    recordedOnTime: verdictOf(cells('onTime'), mapping),
    typeClass: cells('typeClass'),
    type: cells('type'),
    department: cells('department'),
    title: cells('title') || cells('type'),
    address: cells('address') || null,
    recordedGrid: cells('grid') || null,
    point: pointOf(cells('longitude'), cells('latitude')),
    source: cells('source'),
    result: cells('result') || null,
    ambiguousTime: [opened, target, closed].some((time) => time?.ambiguous === true),
  }
}

/** Longer texts than a case takes (contract.ts), less what the replay adds to them. */
const LONGEST: readonly (readonly [Column, number])[] = [
  ['id', 60],
  ['title', 1000],
  ['address', 300],
  ['result', 2000],
]

function timeOf(cells: Cells, zone: LocalTime, column: Column, report: Report): RecordedInstant | undefined {
  if (cells(column) === '') return undefined
  const found = readInstant(zone, cells(column))
  if (found === undefined) report(column, RULES.noTime)
  return found
}

function verdictOf(written: string, { onTime }: Mapping): boolean | null {
  if (written === onTime.yes) return true
  return written === onTime.no ? false : null
}

function pointOf(longitude: string, latitude: string): ServiceRequest['point'] {
  const [lon, lat] = [Number(longitude), Number(latitude)]
  const usable = longitude !== '' && latitude !== '' && Math.abs(lon) <= 180 && Math.abs(lat) <= 90
  return usable ? { lon, lat } : null
}
