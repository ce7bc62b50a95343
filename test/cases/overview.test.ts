import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { activeClockOf } from '#cases/lights.ts'
import { calendarFor } from '#cases/list-page.ts'
import { viewOverview } from '#cases/overview.ts'
import { overviewMoments } from '#cases/overview-moments.ts'
import { viewOverviewOutlines } from '#cases/overview-outlines.ts'
import { findCase } from '#cases/queries.ts'
import { overviewRoutes } from '#cases/routes-overview.ts'
import { locatePoint } from '#organisation/view-places.ts'
import { handClock } from '#platform/clock.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { act, makeCaseCity, minutesLater, report } from '#test/support/cases.ts'
import type { SmallCity } from '#test/support/city.ts'
import { testDatabase } from '#test/support/database.ts'
import { testApp } from '#test/support/http.ts'
import { signInAs } from './sign-in-as.ts'

const DAY = 24 * 60
/** When each case was reported, minutes after Monday 09:00 local time, and where. */
const REPORTS = [
  ['1.1.1.1', 0],
  ['1.1.1.2', 5],
  ['1.2.1.1', 70],
  ['2.1.1.1', DAY],
  ['2.2.2.2', DAY + 20],
  ['1.1.2.2', DAY + 25],
] as const
let db: Db
let city: SmallCity
let app: FastifyInstance
const ids: string[] = []
const clock = handClock(minutesLater(DAY + 30))
const actor = (key: string, minutes: number) => city.actorOf(key, minutesLater(minutes))
const view = (key: string, minutes: number, placeCode?: string) => viewOverview(db, actor(key, minutes), placeCode)

beforeAll(async () => {
  db = (await testDatabase()).db
  city = await makeCaseCity(db)
  for (const [grid, minutes] of REPORTS) {
    const [lon, lat] = city.middle(grid)
    const receipt = await inTransaction(db, (tx) => report(tx, city, actor(`${grid[0]}-centre.acceptor`, minutes), { lon, lat }))
    ids.push(receipt.id)
  }
  await inTransaction(db, async (tx) => {
    const [first = '', second = ''] = ids
    await act(tx, actor('1-centre.acceptor', 1), first, 'accept', { typeCode: 'E0110', conditionNumber: 1 })
    await act(tx, actor('1-centre.duty-chief', 2), first, 'file', {})
    await act(tx, actor('1-centre.dispatcher', 3), first, 'dispatch', { unitId: city.unit('1-water').id })
    await act(tx, actor('1-centre.duty-chief', DAY + 10), second, 'void', { reason: '误报' })
  })
  app = await testApp({ cityId: city.cityId, routes: overviewRoutes, clock })
})
afterAll(() => app.close())

describe('a city at a glance', () => {
  test('counts today beside yesterday up to the same time, hour by hour', async () => {
    const { reported, lastHour, today } = await view('centre.acceptor', DAY + 30)
    expect(today).toBe('2026-03-03')
    expect(reported).toMatchObject({ today: 3, yesterdaySameTime: 2, yesterday: 3 })
    expect(reported.hourly.yesterday).toHaveLength(24)
    expect(reported.hourly.yesterday.slice(8, 12)).toEqual([0, 2, 3, 3])
    expect(reported.hourly.today).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 3])
    expect(lastHour).toMatchObject({ reported: 3, yesterday: { reported: 2 } })
    expect(lastHour.series.reported).toHaveLength(24)
    expect(lastHour.series.reported.at(-1)).toBe(3)
    expect(lastHour.series.reported.reduce((sum, count) => sum + count, 0)).toBe(4)
  })

  test('knows how many were open at the end of each day', async () => {
    const { open } = await view('centre.acceptor', DAY + 30)
    expect(open.now).toBe(5)
    expect(open.series).toHaveLength(14)
    expect(open.series.slice(-3)).toEqual([
      { day: '2026-03-01', open: 0 },
      { day: '2026-03-02', open: 3 },
      { day: '2026-03-03', open: 5 },
    ])
  })

  test('shows the very lights a list shows, at every moment', async () => {
    const calendar = await calendarFor(db, city.cityId)
    for (const minutes of [DAY + 30, DAY + 33, DAY + 36, DAY + 40, 3 * DAY, 12 * DAY]) {
      const at = minutesLater(minutes)
      const rows = await Promise.all(ids.map((id) => findCase(db, city.cityId, id)))
      const clocks = rows.map((row) => row && row.closedAt === null && activeClockOf(calendar, row, at)).filter((each) => !!each)
      const { children, open, river } = await view('centre.acceptor', minutes)
      const places = children.filter(({ kind }) => kind !== 'zone')
      for (const light of ['green', 'yellow', 'red'] as const) {
        const expected = clocks.filter((each) => each.light === light).length
        expect([minutes, light, places.reduce((sum, child) => sum + child[light], 0)]).toEqual([minutes, light, expected])
        expect(river.stages.reduce((sum, stage) => sum + stage[light], 0)).toBe(expected)
      }
      expect(open.overdue).toBe(clocks.filter((each) => each.overdue).length)
    }
  })

  test('goes down from city to district to street to community to grid', async () => {
    const at = DAY + 30
    const cityView = await view('centre.acceptor', at)
    const open = (place: string, of: typeof cityView) => of.children.find(({ code }) => code === city.code(place))?.open
    expect([cityView.place.kind, open('1', cityView), open('2', cityView)]).toEqual(['city', 3, 2])
    const district = await view('centre.acceptor', at, city.code('1'))
    expect([district.place.kind, open('1.1', district), open('1.2', district)]).toEqual(['district', 2, 1])
    const community = await view('centre.acceptor', at, city.code('1.1.2'))
    expect([community.children[0]?.kind, open('1.1.2.2', community)]).toEqual(['grid', 1])
    const grid = await view('centre.acceptor', at, city.code('1.1.2.2'))
    expect([grid.place.kind, grid.children, grid.open.now]).toEqual(['grid', [], 1])
    const zone = await view('centre.acceptor', at, city.zoneCode)
    const inZone = cityView.children.find(({ kind }) => kind === 'zone')
    expect([zone.place.kind, zone.open.now]).toEqual(['zone', inZone?.open])
  })

  test("knows what a place lies in, as far up as the asker's area reaches", async () => {
    const above = async (key: string, place: string) => (await view(key, DAY + 30, place)).above.map(({ code }) => code)
    expect(await above('centre.acceptor', city.code('1.1.2.2'))).toEqual(['', '1', '1.1', '1.1.2'].map((key) => city.code(key)))
    expect(await above('1-centre.acceptor', city.code('1.1'))).toEqual([city.code('1')])
    expect([await above('centre.acceptor', city.code('')), await above('centre.acceptor', city.zoneCode)]).toEqual([[], [city.code('')]])
  })

  test('has the ground of a place and of its children', async () => {
    const outlinesOf = (place: string) => viewOverviewOutlines(db, actor('centre.acceptor', DAY + 30), place)
    const codes = async (place: string) => (await outlinesOf(place)).outlines.map(({ code }) => code)
    expect(await codes(city.code('1'))).toEqual(['1', '1.1', '1.2'].map((key) => city.code(key)).toSorted())
    expect(await codes(city.code('1.1.2'))).toContain(city.code('1.1.2.2'))
    expect(await codes(city.zoneCode)).toContain(city.code('2.2'))
    for (const { code, lon, lat } of (await outlinesOf(city.code('1.1'))).outlines)
      expect((await locatePoint(db, actor('centre.acceptor', DAY + 30), { lon, lat, datum: 'wgs84', on: undefined })).placeCode).toMatch(
        new RegExp(`^${code}`),
      )
  })

  test('tells the day as a river: what entered, and what moved where', async () => {
    const { river } = await view('centre.acceptor', DAY + 30)
    expect(river.flow).toEqual([
      { from: null, to: 'reported', count: 3 },
      { from: 'reported', to: 'voided', count: 1 },
    ])
    const district = await view('1-centre.acceptor', DAY + 30)
    expect(district.river.flow).toEqual([
      { from: null, to: 'reported', count: 1 },
      { from: 'reported', to: 'voided', count: 1 },
    ])
    expect(river.stages.find(({ stage }) => stage === 'dispatched')).toMatchObject({ open: 1, loopLevel: 'district' })
  })

  test('names the worst overdue first', async () => {
    const { overdue } = await view('centre.acceptor', 12 * DAY)
    expect(overdue).toHaveLength(5)
    const used = overdue.map((each) => each.used ?? 0)
    expect(used).toEqual(used.toSorted((a, b) => b - a))
    expect(overdue.every(({ timesOver, light }) => timesOver >= 1 && light === 'red')).toBe(true)
    expect(overdue.find(({ id }) => id === ids[0])).toMatchObject({ typeCode: 'E0110', stage: 'dispatched' })
  })
})

describe('who asks', () => {
  const get = async (key: string, more = '') =>
    app.inject({ url: `/api/overview${more}`, headers: await signInAs(db, city, key, minutesLater(DAY + 29)) })
  test('sees the own area and nothing else', async () => {
    const answer = (await get('2-centre.acceptor')).json()
    expect([answer.place.code, answer.open.now, answer.reported.today]).toEqual([city.code('2'), 2, 2])
    expect((await get('2-centre.acceptor', `?placeCode=${city.code('1')}`)).json()).toMatchObject({
      status: 404,
      code: 'organisation.not_found',
    })
    // The zone has a street in district 2.
    const above = (await get('2-centre.acceptor', `?placeCode=${city.code('')}`)).json()
    expect([above.place.kind, above.open.now, above.children.map(({ code }: { code: string }) => code)]).toEqual([
      'city',
      2,
      [city.code('2'), city.zoneCode],
    ])
    expect((await get('2-centre.acceptor', '?placeCode=x;y')).statusCode).toBe(400)
  })
  test('needs to read cases of an area', async () => {
    expect((await get('1-water.handler')).json()).toMatchObject({ status: 403, code: 'permission.denied' })
  })
})

test("local days are the city's own, also where the clock changes", () => {
  const at = new Date('2026-03-29T10:00:00Z')
  const { days, today, yesterday } = overviewMoments(at, '2026-03-29', 'Europe/Berlin')
  expect(days.at(-1)).toEqual({ day: '2026-03-29', from: new Date('2026-03-28T23:00:00Z') })
  expect([today.getTime() - yesterday.getTime(), days.length]).toEqual([24 * 3_600_000, 30])
  expect(overviewMoments(at, '2026-03-30', 'Europe/Berlin').today).toEqual(new Date('2026-03-29T22:00:00Z'))
})
