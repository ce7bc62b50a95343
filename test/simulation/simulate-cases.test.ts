import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { STAGES } from '#cases/lifecycle.ts'
import { listEvents } from '#cases/queries.ts'
import { listSweptCityIds } from '#cases/queries-sweep.ts'
import { verifyHistory } from '#cases/verify-history.ts'
import { startPatrol } from '#field/start-patrol.ts'
import { viewOwnCoverage, viewTeamCoverage } from '#field/view-coverage.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { diceOf } from '#simulation/dice.ts'
import { findingOf } from '#simulation/draft-report.ts'
import { findSimulation } from '#simulation/find-simulation.ts'
import { walkersOf } from '#simulation/plan-patrols.ts'
import { listGridWorkers } from '#simulation/queries-patrols.ts'
import { simulateCases } from '#simulation/simulate-cases.ts'
import { simulatePatrols } from '#simulation/simulate-patrols.ts'
import type { SimulationReport } from '#simulation/simulation-report.ts'
import { wander } from '#simulation/wander.ts'
import { openWorld } from '#simulation/world.ts'
import { act, makeCaseCity } from '#test/support/cases.ts'
import type { SmallCity } from '#test/support/city.ts'
import { testDatabase } from '#test/support/database.ts'

const from = new Date('2026-02-02T00:00:00Z')
const to = new Date('2026-03-04T04:00:00Z')
const CASES = 70
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

/** The shifts of a city, without anything that differs between two cities. */
async function walked(cityId: string): Promise<unknown[]> {
  const { rows } = await sql`
    select p.day, p.started_at, p.ended_at, p.ended_by, post.title,
      (select json_agg(json_build_array(substr(c.grid_code, 5), c.how) order by c.grid_code) from patrol_check_in c where c.city_id = p.city_id and c.patrol_id = p.id) as check_ins,
      (select json_agg(json_build_array(substr(v.grid_code, 5), v.cells, v.visited) order by v.grid_code)
        from patrol_visit v where v.city_id = p.city_id and v.person_id = p.person_id and v.day = p.day) as visits
    from patrol p join post on post.city_id = p.city_id and post.id = p.post_id where p.city_id = ${cityId} order by p.started_at, post.title`.execute(
    db,
  )
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

  test('leaves some cases overdue, escalated and urged', async () => {
    const overdue = await db
      .selectFrom('case')
      .select(['escalationStep', 'urgeCount', 'listedLevel'])
      .where('cityId', '=', city.cityId)
      .where('stage', '=', 'handling')
      .where('dueAt', '<', to)
      .execute()
    expect(overdue.length).toBeGreaterThanOrEqual(2)
    expect(overdue.every(({ escalationStep }) => escalationStep > 0)).toBe(true)
    expect(overdue.filter(({ urgeCount }) => urgeCount > 0).length).toBeGreaterThanOrEqual(2)
    expect(overdue.some(({ listedLevel }) => listedLevel !== null)).toBe(true)
    expect(report.overdueShare).toBeGreaterThan(0)
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

describe('the patrols of a simulated month', () => {
  test('are shifts that were ended, by inspectors in grids of their area, on working days most', async () => {
    const rows = await db.selectFrom('patrol').selectAll().where('cityId', '=', city.cityId).execute()
    expect(rows.length).toBe(report.patrols)
    expect(rows.length).toBeGreaterThan(15)
    for (const { startedAt, endedAt, endedBy, endsBy } of rows) {
      expect(endedBy).toBe('person')
      expect(from <= startedAt && startedAt < (endedAt ?? startedAt) && (endedAt ?? to) <= to && (endedAt ?? to) <= endsBy).toBe(true)
    }
    const { rows: outside } = await sql`
      select from patrol p join post on post.city_id = p.city_id and post.id = p.post_id join unit u on u.city_id = post.city_id and u.id = post.unit_id
      join patrol_check_in c on c.city_id = p.city_id and c.patrol_id = p.id
      where p.city_id = ${city.cityId} and not starts_with(c.grid_code, u.area_code)`.execute(db)
    expect(outside).toEqual([])
    const weekend = rows.filter(({ day }) => [0, 6].includes(new Date(day).getUTCDay()))
    expect(weekend.length).toBeLessThan(rows.length / 4)
  })

  test('came through a part of each grid they checked in to, each cell once', async () => {
    const { rows } = await sql<{ visits: number; checkIns: number; cells: number; visited: number; distinct: number }>`
      select count(*) as visits, (select count(*) from patrol_check_in c where c.city_id = ${city.cityId}) as check_ins,
        sum(cells) as cells, sum(jsonb_array_length(visited)) as visited,
        sum((select count(distinct each) from jsonb_array_elements(visited) as each)) as distinct
      from patrol_visit where city_id = ${city.cityId}`.execute(db)
    const [sums] = rows
    if (!sums) throw new Error('no visits')
    expect(sums.visits).toBe(sums.checkIns)
    expect(sums.visits).toBeGreaterThan(report.patrols)
    expect(Number(sums.visited)).toBe(Number(sums.distinct))
    expect(Number(sums.visited)).toBeLessThan(Number(sums.cells))
    expect(Number(sums.visited) / sums.visits).toBeGreaterThan(1)
  })

  test('are there for the coverage pages: of one’s own, and of the area', async () => {
    const [last] = await db
      .selectFrom('patrol')
      .selectAll()
      .where('cityId', '=', city.cityId)
      .orderBy('startedAt', 'desc')
      .limit(1)
      .execute()
    if (!last) throw new Error('no patrol')
    const actor = { ...city.actorOf('centre.supervisor', to), personId: last.personId }
    const own = await viewOwnCoverage(db, actor, { to: last.day })
    expect(own.days.length).toBeGreaterThan(0)
    const team = await viewTeamCoverage(db, actor, { day: last.day })
    expect(team.people.some(({ personId, checkedIn, share }) => personId === last.personId && checkedIn && share > 0)).toBe(true)
  })

  test('go on after they were cut off, and end the same', async () => {
    const cut = await makeCaseCity(db, { prefix: '9104' })
    const world = await openWorld(db, { cityId: cut.cityId, from, to, cases: CASES, seed: SEED }, undefined)
    const signals = [1, 0].map((after) => {
      const stop = new AbortController()
      if (after === 0) stop.abort()
      return stop
    })
    expect(await simulatePatrols(db, world, signals[1]?.signal)).toMatchObject({ patrols: 0, finished: false })
    const run = simulatePatrols(db, world, signals[0]?.signal)
    while ((await walked(cut.cityId)).length < 3) await new Promise((resolve) => setTimeout(resolve, 5))
    signals[0]?.abort()
    const first = await run
    expect([first.finished, first.patrols]).toEqual([false, (await walked(cut.cityId)).length])
    expect(await simulatePatrols(db, world)).toMatchObject({ patrols: report.patrols, finished: true })
    expect(await walked(cut.cityId)).toEqual(await walked(city.cityId))
    expect(await simulatePatrols(db, world)).toMatchObject({ patrols: report.patrols, refused: new Map() })
  }, 60_000)

  test('leave alone whoever is on duty by themselves', async () => {
    const own = await makeCaseCity(db, { prefix: '9104' })
    const world = await openWorld(db, { cityId: own.cityId, from, to, cases: CASES, seed: SEED }, undefined)
    const [walker] = walkersOf(world, await listGridWorkers(db, own.cityId, world.on))
    if (!walker) throw new Error('nobody walks')
    const id = newId(to)
    await startPatrol(db, { ...walker.seat.actor, at: to }, { requestId: id, deviceTime: to, startedAt: to })
    const { patrols, refused, finished } = await simulatePatrols(db, world)
    expect([patrols, finished, refused.get('patrol.running')]).toEqual([0, true, report.patrols])
    expect(await db.selectFrom('patrol').select('id').where('cityId', '=', own.cityId).execute()).toEqual([{ id }])
  })

  test('hang together and keep within the grid', () => {
    const field = Array.from({ length: 400 }, (_, index) => (100 + Math.floor(index / 20)) * 1_000_000 + 500 + (index % 20))
    for (const most of [0, 1, 57.6, 399, 5000]) {
      const cells = wander(field, most, diceOf(SEED, most))
      expect(cells).toHaveLength(Math.max(1, Math.min(400, Math.round(most))))
      expect(cells.every((cell) => field.includes(cell))).toBe(true)
      const near = (cell: number) => cells.some((other) => [1, 1_000_000].includes(Math.abs(cell - other)))
      expect(cells.length === 1 || cells.every(near)).toBe(true)
      expect(cells).toEqual([...cells].sort((a, b) => a - b))
    }
    expect(wander([5, 900, 70_000], 3, diceOf(1))).toEqual([5, 900, 70_000])
  })
})

describe('the same seed', () => {
  test('gives the same cases in another city of the same making, another seed does not', async () => {
    const same = await makeCaseCity(db, { prefix: '9104' })
    await simulated(same.cityId)
    expect(await told(same.cityId)).toEqual(await told(city.cityId))
    expect(await walked(same.cityId)).toEqual(await walked(city.cityId))
    const types = async (seed: number) => {
      const world = await openWorld(db, { cityId: same.cityId, from, to, cases: CASES, seed }, undefined)
      return Array.from({ length: 20 }, (_, index) => findingOf(world, index)?.problem.type.code)
    }
    expect(await types(SEED)).toEqual(await types(SEED))
    expect(await types(SEED + 1)).not.toEqual(await types(SEED))
  }, 60_000)

  test('goes on after it was cut off, and ends the same', async () => {
    const cut = await makeCaseCity(db, { prefix: '9104' })
    for (const most of [15, 45]) {
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

  test('leaves a case alone once somebody else has acted on it', async () => {
    const shared = await makeCaseCity(db, { prefix: '9104' })
    const stop = new AbortController()
    await simulated(shared.cityId, { signal: stop.signal, onProgress: (done) => (done >= 15 ? stop.abort() : undefined) })
    const [open] = await db.selectFrom('case').select('id').where('cityId', '=', shared.cityId).where('closedAt', 'is', null).execute()
    const { version } = await act(db, shared.actorOf('centre.supervisor', to), open?.id ?? '', 'urge', { text: '请抓紧' })
    const { takenOver } = await simulated(shared.cityId)
    expect(takenOver).toBe(1)
    const since = await listEvents(db, shared.cityId, open?.id ?? '', version)
    expect(since.filter(({ personId }) => personId !== null)).toEqual([])
    expect((await verifyHistory(db, { cityId: shared.cityId })).broken).toEqual([])
  }, 60_000)
})

describe('what a simulation is about', () => {
  test('is every type of the catalogue in the long run, the common ones most', async () => {
    const world = await openWorld(db, { cityId: city.cityId, from, to, cases: 40_000, seed: SEED }, undefined)
    const codes = Array.from({ length: 40_000 }, (_, index) => findingOf(world, index)?.problem.type.code ?? '')
    const counts = Map.groupBy(codes, (code) => code)
    expect(counts.size).toBe(284)
    const common = [...counts].sort(([, a], [, b]) => b.length - a.length).slice(0, 3)
    expect(common[0]?.[0]).toBe('E0110')
    expect(common.every(([code]) => ['E0110', 'E0405', 'E0410', 'E0111', 'E0112', 'E0409'].includes(code))).toBe(true)
  })

  test('stays in filing where a limit runs into a year whose calendar is not published', async () => {
    const late = await makeCaseCity(db, { prefix: '9104' })
    const [begin, end] = [new Date('2026-12-21T00:00:00Z'), new Date('2026-12-31T10:00:00Z')]
    const { refused, finished } = await simulateCases(db, { cityId: late.cityId, from: begin, to: end, cases: 30, seed: SEED })
    expect(finished).toBe(true)
    expect(refused['calendar.unknown_year']).toBeGreaterThan(0)
    expect(Object.keys(refused)).toEqual(['calendar.unknown_year'])
    const { total } = await db
      .selectFrom('case')
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .where('cityId', '=', late.cityId)
      .where('stage', '=', 'filed')
      .executeTakeFirstOrThrow()
    expect(total).toBeGreaterThanOrEqual(refused['calendar.unknown_year'] ?? 0)
    expect(await findSimulation(db, late.cityId)).toMatchObject({ seed: SEED, cases: 30, from: begin, to: end, finishedAt: end })
  }, 60_000)

  test.each([
    ['simulation.bad_interval', { from: to, to: from }],
    ['simulation.bad_interval', { cases: 0 }],
    ['simulation.unknown_city', { cityId: 'nowhere' }],
  ])('refuses with %s', async (code, wrong) => {
    await expect(simulateCases(db, { cityId: city.cityId, from, to, cases: 1, seed: 1, ...wrong })).rejects.toMatchObject({ code })
  })
})
