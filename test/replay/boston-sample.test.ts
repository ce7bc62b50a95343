import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { BOSTON, boston, hasBoston } from '#test/replay/boston.ts'
import { freshCityId, replay, scratch } from '#test/replay/replay-of.ts'
import { testDatabase } from '#test/support/database.ts'

type Row = Record<string, string>

/** Whatever is unusual in the file, a few of each kind. */
const ODD: readonly ((row: Row) => boolean)[] = [
  (row) => row.target_dt !== '' && String(row.target_dt) <= String(row.open_dt),
  (row) => String(row.target_dt) > '2020',
  (row) => String(row.closed_dt) > '2017',
  (row) => row.closed_dt === row.open_dt,
  (row) => row.ontime === '' && row.closed_dt !== '',
  (row) => row.ontime === '' && row.closed_dt === '',
  (row) => row.closed_dt === '' && row.target_dt === '',
  (row) => row.closed_dt !== '' && row.target_dt === '',
  (row) => /^2011-11-06 01/.test(`${row.open_dt}`),
  (row) => row.precinct === '0502A',
  (row) => row.precinct?.trim() === '',
  (row) => row.location?.trim() === '',
  (row) => row.latitude === '42.2836' && row.longitude === '-71.1394',
  (row) => row.latitude === '42.2522' && row.longitude === '-71.1093',
  (row) => row.department === 'No Q',
]

/** The first rows and the odd ones, in the order of the file. */
function sample(rows: readonly Row[]): Row[] {
  const odd = ODD.flatMap((isOdd) => rows.filter(isOdd).slice(0, 4))
  return [...new Set([...rows.slice(0, 80), ...odd])].sort((a, b) => (`${a.open_dt}` < `${b.open_dt}` ? -1 : 1))
}

function writeSample(): { path: string; rows: Row[] } {
  const all = parse<Row>(gunzipSync(readFileSync(BOSTON.requests)), { columns: true })
  const rows = sample(all)
  const columns = Object.keys(all[0] ?? {})
  const line = (cells: readonly string[]): string => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`
  const path = join(scratch(), 'sample.csv')
  writeFileSync(path, [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))].map(line).join(''))
  return { path, rows }
}

describe.runIf(hasBoston)('a sample of real requests', () => {
  it('goes through the loop, and every verdict is what its two times say', { timeout: 120_000 }, async () => {
    const { db } = await testDatabase()
    const { path, rows } = writeSample()
    const { report } = await replay(db, { ...BOSTON, requests: path, cityId: freshCityId() })
    expect(rows.length).toBeGreaterThan(110)
    expect(report).toMatchObject({ requests: rows.length, inLoop: rows.length, complete: rows.length, grids: 255, districts: 22 })
    expect(report.history).toMatchObject({ cases: rows.length, broken: [] })
    // Written times sort as text, so the recorded verdict can be told without any of the code under test.
    const both = rows.filter((row) => row.target_dt !== '' && row.closed_dt !== '')
    const differing = both.filter((row) => row.ontime !== (`${row.closed_dt}` <= `${row.target_dt}` ? 'ONTIME' : 'OVERDUE'))
    expect(report.verdict.both).toMatchObject({ rows: both.length, agree: both.length - differing.length })
    expect(report.verdict.withVerdict.share).toBe(1)
    expect(report.limits.notAfterOpening).toBe(3)
    expect(report.placed).toMatchObject({ 'recorded-grid': 4, outside: 3 })
  })
})

if (!hasBoston) it.skip(boston('a sample of real requests'), () => {})
