import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cellOf, cellsWithin } from '#field/cells.ts'
import { closePatrols, forgetPatrols } from '#field/forget-patrols.ts'
import { MONDAY } from '#test/support/cases.ts'
import { makeSite, type Site } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await makeSite()
})
afterAll(() => site?.app.close())

const HOUR = 3_600_000
const [WALKER, OTHER] = ['1.1.1-workstation.inspector', '1-centre.inspector']
const now = (plus = 0): string => new Date(site.clock.now().getTime() + plus).toISOString()
const grid = (key = '1.1.1.1'): string => site.city.code(key)
const start = (key: string, more: object = {}) =>
  site.post(key, '/api/field/patrols', { requestId: randomUUID(), startedAt: now(), deviceTime: now(), ...more })
const stop = (key: string, id: string, more: object = {}) =>
  site.post(key, `/api/field/patrols/${id}/stop`, { requestId: randomUUID(), endedAt: now(), deviceTime: now(), ...more })
const visit = (key: string, id: string, cells: readonly number[], more: object = {}) =>
  site.post(key, `/api/field/patrols/${id}/visits`, {
    requestId: randomUUID(), deviceTime: now(), from: now(), to: now(), grids: [{ gridCode: grid(), cells }], ...more,
  }) // biome-ignore format: a request
const checkIn = (key: string, patrolId: string, more: object) =>
  site.post(key, '/api/field/check-ins', { requestId: randomUUID(), patrolId, gridCode: grid(), at: now(), deviceTime: now(), ...more })
const allCells = (key = '1.1.1.1'): readonly number[] => {
  const area = site.city.places.find((place) => place.key === key)?.area
  return (area && cellsWithin(area)) ?? []
}

let days = 0
beforeEach(async () => {
  // Each on a day of its own, with nobody on duty from before.
  site.clock.set(new Date(MONDAY.getTime() + ++days * 48 * HOUR))
  await closePatrols(site.db, site.clock.now())
})

describe('duty', () => {
  it('begins once however often it is said, and ends once', async () => {
    const requestId = randomUUID()
    const first = await start(WALKER, { requestId })
    expect(first.statusCode, first.body).toBe(201)
    expect(first.json()).toMatchObject({ id: requestId, endedAt: null, endsBy: now(10 * HOUR), clock: { skewSeconds: 0, wrong: false } })
    site.clock.advance(60_000)
    expect((await start(WALKER, { requestId })).json().startedAt).toBe(first.json().startedAt)
    expect((await start(WALKER)).json()).toMatchObject({ code: 'patrol.running', patrolId: requestId })
    expect((await start(OTHER, { requestId })).json().code).toBe('request.reused')
    expect((await site.get(WALKER, '/api/field/patrols/running')).json().patrol.id).toBe(requestId)
    site.clock.advance(HOUR)
    const ended = await stop(WALKER, requestId)
    expect(ended.json()).toMatchObject({ endedAt: now(), endedBy: 'person' })
    site.clock.advance(HOUR)
    expect((await stop(WALKER, requestId)).json().endedAt).toBe(ended.json().endedAt)
    expect((await stop(OTHER, requestId)).json().code).toBe('patrol.not_found')
    expect((await site.get(WALKER, '/api/field/patrols/running')).json().patrol).toBeNull()
  })

  it('ends by itself after the shift, and another may begin', async () => {
    const { id } = (await start(WALKER)).json()
    site.clock.advance(10 * HOUR + 1)
    expect((await site.get(WALKER, '/api/field/patrols/running')).json().patrol).toBeNull()
    await closePatrols(site.db, site.clock.now())
    expect((await stop(WALKER, id, { endedAt: now(-HOUR) })).json()).toMatchObject({ endedAt: now(-HOUR), endedBy: 'person' })
    const second = (await start(WALKER)).json()
    site.clock.advance(11 * HOUR)
    expect((await start(WALKER)).statusCode).toBe(201)
    const row = await site.db
      .selectFrom('patrol')
      .selectAll()
      .where('cityId', '=', site.city.cityId)
      .where('id', '=', second.id)
      .executeTakeFirst()
    expect(row).toMatchObject({ endedBy: 'schedule', endedAt: row?.endsBy })
  })

  it('may be told late, by a clock that is wrong: ours counts, and the difference is told', async () => {
    // The phone is two hours ahead and was without a network for three.
    const device = { deviceTime: now(2 * HOUR), startedAt: now(-HOUR) }
    const answer = await start(WALKER, device)
    expect(answer.json()).toMatchObject({ startedAt: now(-3 * HOUR), clock: { skewSeconds: 7200, wrong: true } })
    expect((await start(OTHER, { startedAt: now(10 * 60_000) })).json()).toMatchObject({ code: 'patrol.in_future', field: 'startedAt' })
    expect((await start(OTHER, { startedAt: now(-73 * HOUR) })).json()).toMatchObject({ code: 'patrol.too_late', days: 3 })
    expect((await start(OTHER, { startedAt: now(-30 * HOUR) })).json()).toMatchObject({ endedBy: 'schedule' })
    expect((await start(OTHER)).statusCode).toBe(201)
  })
})

describe('checking in', () => {
  it('takes a position inside, refuses one outside with the metres, and keeps neither', async () => {
    const { id } = (await start(WALKER)).json()
    const [lon, lat] = site.city.middle('1.1.1.1')
    const inside = await checkIn(WALKER, id, { how: 'position', lon, lat, accuracy: 12 })
    expect(inside.json()).toMatchObject({ patrolId: id, gridCode: grid(), how: 'position' })
    // A grid is 0.01 degrees high: from its middle 0.006 north is about 111 m beyond the border.
    const outside = await checkIn(WALKER, id, { how: 'position', gridCode: grid('1.1.1.2'), lon, lat, accuracy: 12 })
    expect(outside.json()).toMatchObject({ code: 'patrol.outside_grid', field: 'gridCode' })
    expect(outside.json().metres).toBeGreaterThan(480)
    expect(outside.json().metres).toBeLessThan(530)
    expect(outside.json().detail).toContain(String(outside.json().metres))
    const vague = await checkIn(WALKER, id, { how: 'position', gridCode: grid('1.1.1.2'), lon, lat, accuracy: 600 })
    expect(vague.json().code).toBe('patrol.vague_position')
    expect((await checkIn(WALKER, id, { how: 'position' })).json().code).toBe('request.invalid')
    expect((await checkIn(WALKER, id, { how: 'qr' })).json().how).toBe('position')
    const rows = await site.db.selectFrom('patrolCheckIn').selectAll().where('cityId', '=', site.city.cityId).execute()
    expect(rows.filter(({ patrolId }) => patrolId === id)).toEqual([
      { cityId: site.city.cityId, patrolId: id, gridCode: grid(), how: 'position' },
    ])
  })

  it('near the border grants what the phone cannot tell', async () => {
    const { id } = (await start(WALKER)).json()
    const [lon, lat] = [102.71 + 0.0002, 25.005]
    expect((await checkIn(WALKER, id, { how: 'position', lon, lat, accuracy: 25 })).statusCode).toBe(200)
    expect((await checkIn(WALKER, id, { how: 'position', lon, lat, accuracy: 5, gridCode: grid() })).statusCode).toBe(200)
  })

  it('is for grids of the own area, on duty', async () => {
    const { id } = (await start(WALKER)).json()
    expect((await checkIn(WALKER, id, { how: 'qr', gridCode: grid('2.1.1.1') })).json().code).toBe('field.no_grid')
    expect((await checkIn(OTHER, id, { how: 'qr' })).json().code).toBe('patrol.not_found')
    await stop(WALKER, id)
    site.clock.advance(HOUR)
    expect((await checkIn(WALKER, id, { how: 'qr' })).json()).toMatchObject({ code: 'patrol.off_duty', field: 'at' })
    expect((await checkIn(WALKER, id, { how: 'qr', at: now(-HOUR) })).statusCode).toBe(200)
  })
})

describe('coverage', () => {
  it('is a set: the same batch again, late or in another order, changes nothing', async () => {
    const { id, day } = (await start(WALKER)).json()
    const cells = allCells().slice(0, 100)
    const first = await visit(WALKER, id, cells)
    const share = Math.round((100 / allCells().length) * 100) / 100
    expect(first.json()).toMatchObject({
      accepted: 100,
      ignored: 0,
      grids: [{ gridCode: grid(), visited: 100, cells: allCells().length, share }],
    })
    await visit(WALKER, id, cells.toReversed())
    await Promise.all([visit(WALKER, id, allCells().slice(50, 120)), visit(WALKER, id, allCells().slice(90, 130))])
    await stop(WALKER, id)
    site.clock.advance(5 * HOUR)
    const late = { from: now(-5 * HOUR), to: now(-5 * HOUR) }
    expect((await visit(WALKER, id, allCells().slice(125, 140), late)).json().grids[0].visited).toBe(140)
    expect((await site.get(WALKER, '/api/field/coverage')).json().days.filter((row: { day: string }) => row.day === day)).toMatchObject([
      { gridCode: grid(), visited: 140, cells: allCells().length },
    ])
  })

  it('takes nothing off duty, nothing of others, and no cell that is not in the grid', async () => {
    const { id } = (await start(WALKER)).json()
    const elsewhere = cellOf(...site.city.middle('2.2.2.2'))
    expect((await visit(WALKER, id, [elsewhere])).json()).toMatchObject({ accepted: 0, ignored: 1, grids: [] })
    expect((await visit(WALKER, id, allCells().slice(0, 1), { from: now(-HOUR) })).json()).toMatchObject({
      code: 'patrol.off_duty',
      field: 'from',
    })
    expect((await visit(WALKER, id, [1], { to: now(-1000) })).json().code).toBe('patrol.backwards')
    expect((await visit(OTHER, id, [1])).json().code).toBe('patrol.not_found')
    site.clock.advance(11 * HOUR)
    expect((await visit(WALKER, id, allCells().slice(0, 1))).json().code).toBe('patrol.off_duty')
    const other = { grids: [{ gridCode: grid('2.1.1.1'), cells: [1] }], from: now(-2 * HOUR), to: now(-2 * HOUR) }
    expect((await visit(WALKER, id, [], other)).json().code).toBe('field.no_grid')
  })

  it('is seen by the person and by the supervisor of the area, as shares, and the look is in the log', async () => {
    const { id, day } = (await start(WALKER)).json()
    await visit(WALKER, id, allCells().slice(0, 30))
    await checkIn(WALKER, id, { how: 'qr' })
    const { personId } = site.city.person(WALKER)
    const seen = await site.get('1-centre.supervisor', `/api/field/coverage/team?day=${day}`)
    expect(seen.json()).toMatchObject({
      day,
      people: [{ gridCode: grid(), personId, visited: 30, checkedIn: true, personName: expect.any(String) }],
      sums: [],
    })
    for (const text of [seen.body, (await site.get(WALKER, '/api/field/coverage')).body]) {
      expect(text).not.toContain(String(allCells()[0]))
      expect(text).not.toMatch(/T\d\d:/)
    }
    expect((await site.get('2-centre.supervisor', `/api/field/coverage/team?day=${day}`)).json().people).toEqual([])
    expect((await site.get('2-centre.supervisor', `/api/field/coverage/team?day=${day}&placeCode=${grid()}`)).json().people).toEqual([])
    expect((await site.get('1-centre.acceptor', `/api/field/coverage/team?day=${day}`)).statusCode).toBe(403)
    const looks = await site.db
      .selectFrom('auditEntry')
      .select('personId')
      .where('cityId', '=', site.city.cityId)
      .where('action', '=', 'patrol.view-coverage')
      .execute()
    expect(looks.map((entry) => entry.personId)).toContain(site.city.person('1-centre.supervisor').personId)
  })

  it('after ninety days only the sums are left: no person, no cell', async () => {
    const [one, two] = [(await start(WALKER)).json(), (await start(OTHER)).json()]
    await visit(WALKER, one.id, allCells().slice(0, 50))
    await visit(OTHER, two.id, allCells().slice(40, 60))
    await forgetPatrols(site.db, new Date(site.clock.now().getTime() + 89 * 24 * HOUR))
    expect(await left(one.day)).toMatchObject({ visits: 2, sums: [] })
    await forgetPatrols(site.db, new Date(site.clock.now().getTime() + 92 * 24 * HOUR))
    const sum = { gridCode: grid(), visited: 60, cells: allCells().length, people: 2 }
    expect(await left(one.day)).toMatchObject({ visits: 0, patrols: 0, checkIns: 0, sums: [sum] })
    expect((await site.get('1-centre.supervisor', `/api/field/coverage/team?day=${one.day}`)).json()).toMatchObject({
      people: [],
      sums: [sum],
    })
  })
})

async function left(day: string) {
  const { cityId } = site.city
  const visits = await site.db.selectFrom('patrolVisit').select('personId').where('cityId', '=', cityId).where('day', '=', day).execute()
  const patrols = await site.db.selectFrom('patrol').select('id').where('cityId', '=', cityId).where('day', '=', day).execute()
  const checkIns = await site.db.selectFrom('patrolCheckIn').select('patrolId').where('cityId', '=', cityId).execute()
  const sums = await site.db
    .selectFrom('patrolSum')
    .select(['gridCode', 'visited', 'cells', 'people'])
    .where('cityId', '=', cityId)
    .where('day', '=', day)
    .execute()
  return { visits: visits.length, patrols: patrols.length, checkIns: checkIns.length, sums }
}
