import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { STAGES } from '#cases/lifecycle.ts'
import { listSweptCityIds } from '#cases/queries-sweep.ts'
import { verifyHistory } from '#cases/verify-history.ts'
import type { Db } from '#platform/db.ts'
import { simulateCases } from '#simulation/simulate-cases.ts'
import type { SimulationReport } from '#simulation/simulation-report.ts'
import { makeCaseCity } from '#test/support/cases.ts'
import type { SmallCity } from '#test/support/city.ts'
import { testDatabase } from '#test/support/database.ts'

const from = new Date('2026-02-02T00:00:00Z')
const to = new Date('2026-03-04T04:00:00Z')
const CASES = 100
const SEED = 7

let db: Db
let city: SmallCity
let report: SimulationReport

const simulated = (cityId: string, more: { seed?: number; signal?: AbortSignal; onProgress?: (done: number) => void } = {}) =>
  simulateCases(db, { cityId, from, to, cases: CASES, seed: SEED, ...more })

/** What the cases of a city are, without anything that differs between two cities: ids, numbers and hashes. */
async function told(cityId: string): Promise<unknown[]> {
  const { rows } = await sql`
    select c.reported_at, c.type_code, c.condition_number, c.place_code, c.origin, c.channel, c.description, c.address, c.stage, c.round, c.on_time, c.due_at,
      (select json_agg(json_build_array(e.action, e.at, u.code) order by e.seq) from case_event e
        left join unit u on u.city_id = e.city_id and u.id = e.unit_id where e.city_id = c.city_id and e.case_id = c.id) as events
    from "case" c where c.city_id = ${cityId} order by c.reported_at, c.place_code, c.type_code`.execute(db)
  return rows
}

beforeAll(async () => {
  db = (await testDatabase()).db
  city = await makeCaseCity(db, { prefix: '9104' })
  report = await simulated(city.cityId)
}, 60_000)

describe('a simulated month', () => {
  test('has cases in every stage, with every kind of outcome', async () => {
    expect(report.finished).toBe(true)
    expect(report.cases).toBeGreaterThanOrEqual(CASES - 3)
    expect(Object.keys(report.byStage).sort()).toEqual([...STAGES].sort())
    expect(report.byAction['self-handle']).toBeGreaterThan(5)
    const { rows } = await sql<{ stage: string; cases: number }>`
      select stage, count(*) as cases from "case" where city_id = ${city.cityId} group by stage`.execute(db)
    expect(Object.fromEntries(rows.map(({ stage, cases }) => [stage, cases]))).toEqual(report.byStage)
  })

  test('has a history that verifies', async () => {
    const { cases, broken, events } = await verifyHistory(db, { cityId: city.cityId })
    expect(broken).toEqual([])
    expect(cases).toBe(report.cases)
    expect(events).toBe(Object.values(report.byAction).reduce((sum, count) => sum + count, 0))
  })

  test('lies between its beginning and its end, and never runs backwards within a case', async () => {
    const { rows } = await sql<{ outside: number; backwards: number }>`
      select count(*) filter (where at < ${from} or at > ${to}) as outside, count(*) filter (where at < earlier) as backwards
      from (select at, lag(at) over (partition by case_id order by seq) as earlier from case_event where city_id = ${city.cityId}) e`.execute(
      db,
    )
    expect(rows).toEqual([{ outside: 0, backwards: 0 }])
  })

  test('never lets a handler or the handling unit check or close', async () => {
    const { rows } = await sql`
      select judge.case_id from case_event judge
      join case_event handler on handler.city_id = judge.city_id and handler.case_id = judge.case_id
        and handler.action in ('receive', 'report-back', 'finish-part') and (handler.person_id = judge.person_id or handler.unit_id = judge.unit_id)
      where judge.city_id = ${city.cityId} and judge.action in ('check', 'close')
      union all
      select closing.case_id from case_event closing
      join case_event checking on checking.city_id = closing.city_id and checking.case_id = closing.case_id and checking.action = 'check'
        and checking.person_id = closing.person_id
      where closing.city_id = ${city.cityId} and closing.action = 'close'`.execute(db)
    expect(rows).toEqual([])
  })

  test('shows pictures where the city demands them, taken by whoever shows them', async () => {
    const { rows } = await sql<{ action: string; without: number }>`
      select e.action, count(*) filter (where not exists (
        select from "case" c, jsonb_array_elements(c.photos) photo join stored_file f on f.city_id = ${city.cityId} and f.id = (photo ->> 'fileId')::uuid
        where c.city_id = e.city_id and c.id = e.case_id and (photo ->> 'seq')::int = e.seq and f.created_by = e.person_id
      )) as without
      from case_event e where e.city_id = ${city.cityId} and e.action in ('report-back', 'check', 'self-handle') group by e.action order by e.action`.execute(
      db,
    )
    expect(rows.map(({ action, without }) => [action, without])).toEqual([
      ['check', 0],
      ['report-back', 0],
      ['self-handle', 0],
    ])
  })
})

describe('the same seed', () => {
  test('gives the same cases in another city of the same making, another seed does not', async () => {
    const [same, other] = [await makeCaseCity(db, { prefix: '9104' }), await makeCaseCity(db, { prefix: '9104' })]
    await simulated(same.cityId)
    await simulated(other.cityId, { seed: SEED + 1 })
    const first = await told(city.cityId)
    expect(await told(same.cityId)).toEqual(first)
    expect(await told(other.cityId)).not.toEqual(first)
  }, 60_000)

  test('goes on after it was cut off, and ends the same', async () => {
    const cut = await makeCaseCity(db, { prefix: '9104' })
    for (const most of [20, 60]) {
      const stop = new AbortController()
      const onProgress = (done: number): void => (done >= most ? stop.abort() : undefined)
      expect((await simulated(cut.cityId, { signal: stop.signal, onProgress })).finished).toBe(false)
      expect(await listSweptCityIds(db)).not.toContain(cut.cityId)
    }
    const { byStage, byAction, finished } = await simulated(cut.cityId)
    expect({ finished, byStage, byAction }).toEqual({ finished: true, byStage: report.byStage, byAction: report.byAction })
    expect(await listSweptCityIds(db)).toContain(cut.cityId)
    expect(await told(cut.cityId)).toEqual(await told(city.cityId))
  }, 60_000)

  test('adds nothing when it is run again', async () => {
    const again = await simulated(city.cityId)
    expect({ ...again, events: 0, seconds: 0, eventsPerSecond: 0 }).toEqual({ ...report, events: 0, seconds: 0, eventsPerSecond: 0 })
    expect(again.events).toBe(0)
  })
})
