import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { findCity } from '#organisation/queries-places.ts'
import { Problem } from '#platform/problem.ts'
import { type ReplayOptions, runReplay } from '#replay/run-replay.ts'
import { changed, FIXTURE, freshCityId, scratch } from '#test/replay/replay-of.ts'
import { testDatabase } from '#test/support/database.ts'

/** What a replay of these files is refused with; fails when it is not refused, or when something was written. */
async function refusal(files: Partial<ReplayOptions>): Promise<Problem> {
  const { db } = await testDatabase()
  const cityId = freshCityId()
  const error = await runReplay(db, { ...FIXTURE, outDir: scratch(), cityId, ...files }).then(
    () => new Error('it was not refused'),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Problem)) throw error
  expect(await findCity(db, cityId)).toBeUndefined()
  expect(error.text.zh).not.toBe(error.text.en)
  return error
}

const requests = (change: (text: string) => string) => refusal({ requests: changed(FIXTURE.requests, change) })
const mapping = (change: (text: string) => string) => refusal({ mapping: changed(FIXTURE.mapping, change) })
const areas = (change: (text: string) => string) => refusal({ areas: changed(FIXTURE.areas, change) })
const at = (row: number | null, column: string, value?: string) => ({
  details: { flaws: [{ row, column, ...(value !== undefined && { value }) }], count: 1 },
})

describe('a request file is refused before anything is written', () => {
  const cases: [string, (text: string) => string, number, string, string][] = [
    ['a missing column', (text) => text.replace('verdict', 'flag'), 1, 'verdict', ''],
    [
      'a date that does not exist',
      (text) => text.replace('2011-07-01 08:00:05', '2011-02-30 08:00:05'),
      2,
      'opened',
      '2011-02-30 08:00:05',
    ],
    ['a time in another spelling', (text) => text.replace('2011-07-04 08:01:05', '7/4/2011 8:01 AM'), 3, 'due', '7/4/2011 8:01 AM'],
    ['an id that comes twice', (text) => text.replace('R003', 'R001'), 4, 'request', 'R001'],
    ['a ragged row', (text) => text.replace('R004,', 'R004,,'), 5, '-', '16'],
    [
      'a closing before the opening',
      (text) => text.replace('2011-07-02 08:00:04', '2011-06-30 08:00:04'),
      2,
      'closed',
      '2011-06-30 08:00:04',
    ],
    ['no type', (text) => text.replace('Pothole,ROADS', ',ROADS'), 2, 'kind', ''],
    ['a target beyond a century', (text) => text.replace('2059-12-31', '2159-12-31'), 34, 'due', '2159-12-31 19:00:00'],
    ['a text longer than a case takes', (text) => text.replace('Example Street 1', 'x'.repeat(301)), 2, 'place', 'x'.repeat(80)],
  ]
  it.each(cases)('%s', async (_name, change, row, column, value) => {
    expect(await requests(change)).toMatchObject({ code: 'replay.bad_requests', status: 422, ...at(row, column, value) })
  })

  it('names every row at once, and the line a row of several lines begins on', async () => {
    const problem = await requests((text) => text.replace('2011-07-01 08:00:05', 'soon').replace('2011-09-04 09:00:00', 'later'))
    expect(problem.details).toMatchObject({
      count: 2,
      flaws: [
        { row: 2, column: 'opened' },
        { row: 42, column: 'closed' },
      ],
    })
    expect(problem.text.en).toContain('row 2, opened')
    expect(problem.text.en).toContain('Nothing was written')
    expect(problem.text.zh).toContain('第 2 行')
  })

  it('text that is not UTF-8, also inside gzip', async () => {
    const path = join(scratch(), 'latin.csv.gz')
    writeFileSync(path, gzipSync(Buffer.concat([Buffer.from('request,opened\nR1,'), Buffer.from([0xe9, 0x0a])])))
    expect(await refusal({ requests: path })).toMatchObject({ code: 'replay.bad_requests', ...at(2, '-') })
  })

  it('a quote that never ends', async () => {
    expect(await requests((text) => `${text}R041,"open`)).toMatchObject({ code: 'replay.bad_requests', details: { count: 1 } })
  })

  it('a file without requests, and one that is not there', async () => {
    expect(await requests((text) => text.slice(0, text.indexOf('\n') + 1))).toMatchObject({ code: 'replay.bad_requests', ...at(1, '-') })
    expect(await refusal({ requests: '/nowhere.csv' })).toMatchObject({ code: 'replay.unreadable' })
  })
})

describe('a mapping file is refused', () => {
  it('an unknown time zone', async () => {
    expect(await mapping((text) => text.replace('America/New_York', 'America/Gotham'))).toMatchObject({
      code: 'replay.bad_mapping',
      ...at(null, 'city.timeZone'),
    })
  })
  it('a missing and an unknown field', async () => {
    expect(await mapping((text) => text.replace('"openedAt"', '"opendAt"'))).toMatchObject({
      code: 'replay.bad_mapping',
      details: { count: 2 },
    })
  })
  it('no JSON', async () => {
    expect(await mapping(() => '{')).toMatchObject({ code: 'replay.unreadable' })
  })
})

describe('an area file is refused', () => {
  const outline = '[[[-71.0,42.0],[-70.99,42.0],[-70.99,42.01],[-71.0,42.01],[-71.0,42.0]]]'
  it('a geometry that is no polygon', async () => {
    expect(await areas((text) => text.replace(`"Polygon","coordinates":${outline}`, '"Point","coordinates":[-71,42]'))).toMatchObject({
      code: 'replay.bad_areas',
      ...at(1, 'geometry.type'),
    })
  })
  it('a ring that does not close', async () => {
    expect(await areas((text) => text.replace(outline, outline.replace(',[-71.0,42.0]]]', ']]')))).toMatchObject({
      code: 'replay.bad_areas',
      details: { count: 1 },
    })
  })
  it('an outline that crosses itself', async () => {
    const bow = '[[[-71.0,42.0],[-70.99,42.01],[-70.99,42.0],[-71.0,42.01],[-71.0,42.0]]]'
    expect(await areas((text) => text.replace(outline, bow))).toMatchObject({ code: 'replay.bad_areas', ...at(null, 'beat', '0101') })
  })
  it('a code that comes twice, and one too short to name a district', async () => {
    expect(await areas((text) => text.replace('"0102"', '"0101"'))).toMatchObject({ code: 'replay.bad_areas', ...at(null, 'beat', '0101') })
    expect(await areas((text) => text.replace('"0102"', '"02"'))).toMatchObject({ code: 'replay.bad_areas', ...at(2, 'beat', '02') })
  })
  it('coordinates that are not degrees', async () => {
    expect(await areas((text) => text.replace('[-71.0,42.0]', '[330000,4690000]'))).toMatchObject({ code: 'replay.bad_areas' })
  })
})
