import { CsvError, parse } from 'csv-parse/sync'
import { openTimeZone } from '#catalogue/local-time.ts'
import type { Mapping } from '#replay/mapping.ts'
import { type InputFlaw, replayProblems } from '#replay/problems.ts'
import { createRowReader } from '#replay/read-row.ts'
import { readText } from '#replay/read-text.ts'
import type { ServiceRequest } from '#replay/service-request.ts'

interface Parsed {
  readonly record: string[]
  readonly info: { readonly lines: number }
}

/**
 * Reads and checks a whole request file (CSV with a header, plain or gzip, UTF-8) before anything is done with it.
 * Throws replay.unreadable, or replay.bad_requests with every row, column and rule at fault.
 */
export function readRequests(path: string, mapping: Mapping): ServiceRequest[] {
  const [header, ...rows] = parseRows(path, readText(path))
  const names = header?.record.map((name) => name.trim()) ?? []
  const missing = Object.values(mapping.columns).filter((column) => !names.includes(column))
  if (missing.length > 0) throw replayProblems.badRequests(path, missing.map(missingColumn))
  const flaws: InputFlaw[] = []
  const read = createRowReader(mapping, names, openTimeZone(mapping.city.timeZone), flaws)
  const requests = rows.flatMap(({ record, info }) => read(record, info.lines) ?? [])
  flaws.push(...repeatedIds(requests, mapping.columns.id))
  if (rows.length === 0) flaws.push({ row: 1, column: '-', value: '', rule: { zh: '没有任何诉求', en: 'the file has no request' } })
  if (flaws.length > 0) throw replayProblems.badRequests(path, flaws)
  return requests
}

const missingColumn = (column: string): InputFlaw => ({
  row: 1,
  column,
  value: '',
  rule: { zh: '缺少映射文件所指的这一列', en: 'the column the mapping names is missing' },
})

/** Ragged rows are let through here, so that all of them can be named at once. */
function parseRows(path: string, text: string): Parsed[] {
  try {
    return parse(text, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true }) as unknown as Parsed[]
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const row = typeof error.lines === 'number' ? error.lines : null
    const rule = { zh: `不是合规的 CSV（${error.code}）`, en: `it is not well-formed CSV (${error.code})` }
    throw replayProblems.badRequests(path, [{ row, column: '-', value: '', rule }])
  }
}

function repeatedIds(requests: readonly ServiceRequest[], column: string): InputFlaw[] {
  const first = new Map<string, number>()
  return requests.flatMap(({ id, row }): InputFlaw[] => {
    const earlier = first.get(id)
    if (earlier === undefined) first.set(id, row)
    if (earlier === undefined) return []
    return [{ row, column, value: id, rule: { zh: `编号与第 ${earlier} 行重复`, en: `the id repeats that of row ${earlier}` } }]
  })
}
