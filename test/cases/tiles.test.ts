import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drawCaseTile, MOST_CASES } from '#cases/draw-tile.ts'
import { findCase } from '#cases/queries.ts'
import { tileRoutes } from '#cases/routes-tiles.ts'
import type { Tile } from '#cases/tiles.ts'
import { maySee } from '#cases/visibility.ts'
import { handClock } from '#platform/clock.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { act, MONDAY, makeCaseCity, minutesLater, report } from '#test/support/cases.ts'
import type { SmallCity } from '#test/support/city.ts'
import { testDatabase, withRollback } from '#test/support/database.ts'
import { testApp } from '#test/support/http.ts'
import { signInAs } from './sign-in-as.ts'
import { cityTiles, featuresOf, tileAt } from './tile-reader.ts'

type Headers = { authorization: string }
const GRIDS = ['1.1.1.1', '1.1.2.2', '1.2.1.1', '2.1.1.1', '2.2.2.2'] as const
let db: Db
let city: SmallCity
let app: FastifyInstance
const clock = handClock(minutesLater(10))
const caseIds = new Map<string, string>()
const sessions = new Map<string, Headers>()

const fetchTile = (kind: 'cases' | 'grids', { z, x, y }: Tile, key: string, more = '', headers = {}) =>
  app.inject({ url: `/api/tiles/${kind}/${z}/${x}/${y}${more}`, headers: { ...sessions.get(key), ...headers } })

/** All case features of a zoom as a person gets them. */
async function seenBy(key: string, z: number, more = ''): Promise<Record<string, unknown>[]> {
  const answers = await Promise.all(cityTiles(z).map((tile) => fetchTile('cases', tile, key, more)))
  for (const answer of answers) expect([200, 204]).toContain(answer.statusCode)
  return answers.flatMap((answer) => featuresOf(answer.rawPayload, 'cases').map((feature) => feature.properties))
}

const actor = (key: string, minutes = 10) => city.actorOf(key, minutesLater(minutes))
const idOf = (grid: string): string => caseIds.get(grid) ?? ''
const numberOf = async (id: string) => (await findCase(db, city.cityId, id))?.number

/** Brings a reported case to a unit: the clock of its limit runs from the third minute. */
async function dispatch(grid: string, unit: string): Promise<void> {
  const centre = `${grid[0]}-centre`
  await inTransaction(db, async (tx) => {
    await act(tx, actor(`${centre}.acceptor`, 1), idOf(grid), 'accept', { typeCode: 'E0110', conditionNumber: 1 })
    await act(tx, actor(`${centre}.duty-chief`, 2), idOf(grid), 'file', {})
    await act(tx, actor(`${centre}.dispatcher`, 3), idOf(grid), 'dispatch', { unitId: city.unit(unit).id })
  })
}

beforeAll(async () => {
  db = (await testDatabase()).db
  city = await makeCaseCity(db)
  for (const grid of GRIDS) {
    const [lon, lat] = city.middle(grid)
    const receipt = await inTransaction(db, (tx) => report(tx, city, actor(`${grid[0]}-centre.acceptor`, 0), { lon, lat }))
    caseIds.set(grid, receipt.id)
  }
  await dispatch('1.1.1.1', '1-water')
  app = await testApp({ cityId: city.cityId, routes: tileRoutes, clock })
  for (const key of ['centre.acceptor', '1-centre.acceptor', '2-centre.acceptor', '1-water.handler', '1-parks.handler', 'administrator']) {
    sessions.set(key, await signInAs(db, city, key, MONDAY))
  }
})
afterAll(() => app.close())

describe('a tile of cases', () => {
  test('draws each case where it is, within a pixel of a 512-pixel tile', async () => {
    for (const z of [14, 17, 20]) {
      const [lon, lat] = city.middle('1.1.2.2')
      const tile = tileAt(z, lon, lat)
      const features = featuresOf((await fetchTile('cases', tile, 'centre.acceptor')).rawPayload, 'cases')
      const feature = features.find(({ properties }) => properties.id === idOf('1.1.2.2'))
      const geometry = feature?.toGeoJSON(tile.x, tile.y, tile.z).geometry
      const [x = 0, y = 0] = geometry?.type === 'Point' ? geometry.coordinates : []
      const pixel = 360 / (2 ** z * 512)
      expect(Math.abs(x - lon)).toBeLessThan(pixel)
      expect(Math.abs(y - lat)).toBeLessThan(pixel)
    }
  })

  test('says what a case is', async () => {
    const seen = await seenBy('centre.acceptor', 14)
    expect(seen.find(({ id }) => id === idOf('1.1.2.2'))).toEqual({
      id: idOf('1.1.2.2'),
      number: await numberOf(idOf('1.1.2.2')),
      stage: 'reported',
      urgency: 'normal',
      light: 'green',
      overdue: false,
      count: 1,
      truncated: false,
    })
    expect(seen.find(({ id }) => id === idOf('1.1.1.1'))).toMatchObject({
      stage: 'dispatched',
      typeCode: 'E0110',
      light: 'green',
      overdue: false,
    })
  })

  test('holds exactly what each person may see, at every zoom', async () => {
    const rows = await Promise.all(GRIDS.map((grid) => findCase(db, city.cityId, idOf(grid))))
    for (const key of city.personKeys) {
      const expected = rows.filter((row) => row && maySee(row, actor(key))).map((row) => row?.id)
      const found = await Promise.all(cityTiles(14).map((tile) => drawCaseTile(db, actor(key), tile)))
      const ids = found.flatMap((bytes) => featuresOf(bytes, 'cases')).map(({ properties }) => properties.id)
      expect([key, ids.sort()]).toEqual([key, expected.sort()])
    }
    for (const z of [0, 8, 12, 14, 15]) {
      expect((await seenBy('2-centre.acceptor', z)).reduce((sum, { count }) => sum + Number(count), 0)).toBe(2)
      expect((await seenBy('1-water.handler', z)).map(({ id }) => id)).toEqual([idOf('1.1.1.1')])
      expect(await seenBy('1-parks.handler', z)).toEqual([])
    }
  })

  test('gathers cases of one cell at low zooms, and no case is lost or counted twice at any', async () => {
    const [all] = await seenBy('centre.acceptor', 0)
    expect(all).toEqual({ cluster: true, count: 5, overdue: false, overdueCount: 0, light: 'green', urgency: 'normal', truncated: false })
    for (let z = 0; z <= 15; z += 1) {
      const seen = await seenBy('centre.acceptor', z)
      expect([z, seen.reduce((sum, { count }) => sum + Number(count), 0)]).toEqual([z, 5])
    }
    const lone = (await seenBy('centre.acceptor', 13)).filter(({ count }) => count === 1)
    expect(lone).toContainEqual(
      expect.objectContaining({ id: idOf('2.2.2.2'), stage: 'reported', number: await numberOf(idOf('2.2.2.2')) }),
    )
  })

  test('shows the light of the handling limit as time passes', async () => {
    const due = (await findCase(db, city.cityId, idOf('1.1.1.1')))?.dueAt?.getTime() ?? 0
    const started = minutesLater(3).getTime()
    const at = async (moment: number) => {
      const tile = tileAt(0, 102.7, 25)
      const bytes = await drawCaseTile(db, { ...actor('centre.acceptor'), at: new Date(moment) }, tile, { stage: ['dispatched'] })
      const { light, overdue } = featuresOf(bytes, 'cases')[0]?.properties ?? {}
      return [light, overdue]
    }
    expect(due).toBeGreaterThan(started)
    expect(await at(started - 50)).toEqual(['green', false])
    expect(await at(started + 60_000)).toEqual(['green', false])
    expect(await at(due - 60_000)).toEqual(['yellow', false])
    expect(await at(due + 24 * 3_600_000)).toEqual(['red', true])
  })

  test('shows the worst of whatever clock counts: a stage that waits too long turns its cluster red', async () => {
    const at = async (minutes: number) => {
      const bytes = await drawCaseTile(db, actor('centre.acceptor', minutes), tileAt(0, 102.7, 25))
      const { light, overdueCount } = featuresOf(bytes, 'cases')[0]?.properties ?? {}
      return [light, overdueCount]
    }
    expect([await at(10), await at(13), await at(16)]).toEqual([
      ['green', 0],
      ['yellow', 0],
      ['red', 4],
    ])
  })

  test('holds what the filter passes, at high zooms and low ones', async () => {
    for (const z of [9, 15]) {
      const count = async (more: string) => (await seenBy('centre.acceptor', z, more)).reduce((sum, each) => sum + Number(each.count), 0)
      expect(await count('?stage=dispatched')).toBe(1)
      expect(await count('?stage=reported,dispatched')).toBe(5)
      expect(await count('?light=green')).toBe(5)
      expect(await count('?light=red')).toBe(0)
      expect(await count('?open=false')).toBe(0)
      expect(await count('?box=unassigned')).toBe(4)
    }
    expect((await fetchTile('cases', { z: 0, x: 0, y: 0 }, 'centre.acceptor', '?light=blue')).statusCode).toBe(400)
  })

  test('gathers by fewer cells, and within a place, where that is asked for', async () => {
    const total = async (more: string) => (await seenBy('centre.acceptor', 13, more)).reduce((sum, { count }) => sum + Number(count), 0)
    expect([await total('?cells=2'), await total(`?cells=4&placeCode=${city.code('1.1')}`)]).toEqual([5, 2])
    expect((await seenBy('centre.acceptor', 13, '?cells=2')).length).toBeLessThanOrEqual((await seenBy('centre.acceptor', 13)).length)
    expect((await fetchTile('cases', { z: 13, x: 0, y: 0 }, 'centre.acceptor', '?cells=17')).statusCode).toBe(400)
  })

  test('holds an ended case only when asked for what ended since', async () => {
    await withRollback(async (tx) => {
      const [lon, lat] = city.middle('1.1.1.2')
      const receipt = await report(tx, city, actor('1-centre.acceptor', 4), { lon, lat })
      await act(tx, actor('1-centre.duty-chief', 5), receipt.id, 'void', { reason: '误报' })
      const ids = async (since?: Date) =>
        featuresOf(await drawCaseTile(tx, actor('1-centre.acceptor', 6), tileAt(15, lon, lat), { closedSince: since }), 'cases').map(
          ({ properties }) => properties.id,
        )
      expect(await ids()).not.toContain(receipt.id)
      expect(await ids(minutesLater(5))).toContain(receipt.id)
      expect(await ids(minutesLater(6))).not.toContain(receipt.id)
    })
  })

  test('that would hold too many says so on each', async () => {
    await withRollback(async (tx) => {
      const [lon, lat] = city.middle('2.2.2.2')
      const made = Array.from({ length: MOST_CASES }, (_, index) => index)
      const model = await tx
        .selectFrom('case')
        .selectAll()
        .where('cityId', '=', city.cityId)
        .where('id', '=', idOf('2.2.2.2'))
        .executeTakeFirstOrThrow()
      const { place, handledBy, assisting, photos, pendingDetail, ...row } = model
      const json = { handledBy: '[]', assisting: '[]', photos: '[]', pendingDetail: null }
      const copies = made.map((index) => ({ ...row, ...json, id: crypto.randomUUID(), number: `copy-${index}` }))
      for (let from = 0; from < copies.length; from += 200)
        await tx
          .insertInto('case')
          .values(copies.slice(from, from + 200))
          .execute()
      const features = featuresOf(await drawCaseTile(tx, actor('centre.acceptor'), tileAt(16, lon, lat)), 'cases')
      expect(features).toHaveLength(MOST_CASES)
      expect(features.every(({ properties }) => properties.truncated === true)).toBe(true)
      const [cell] = featuresOf(await drawCaseTile(tx, actor('2-centre.acceptor'), tileAt(9, lon, lat)), 'cases')
      expect(cell?.properties).toMatchObject({ count: MOST_CASES + 2, truncated: false })
    })
  })
})

describe('over HTTP', () => {
  const [lon, lat] = [102.705, 25.005]
  test('a tile is asked for again with its tag, and an empty one is 204', async () => {
    const answer = await fetchTile('cases', tileAt(15, lon, lat), 'centre.acceptor')
    expect(answer.headers).toMatchObject({ 'content-type': 'application/vnd.mapbox-vector-tile', 'cache-control': 'private, no-cache' })
    const again = await fetchTile('cases', tileAt(15, lon, lat), 'centre.acceptor', '', { 'if-none-match': answer.headers.etag })
    expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0])
    const other = await fetchTile('cases', tileAt(15, lon, lat), '1-parks.handler', '', { 'if-none-match': answer.headers.etag })
    expect([other.statusCode, other.rawPayload.length]).toEqual([204, 0])
  })

  test('addresses outside the pyramid are refused', async () => {
    for (const address of ['21/0/0', '3/8/0', '3/0/8', '3/-1/0', '3/0.5/0', '3/1e0/0', 'a/0/0', '20/1048576/0']) {
      const answer = await app.inject({ url: `/api/tiles/cases/${address}`, headers: sessions.get('centre.acceptor') ?? {} })
      expect([address, answer.statusCode]).toEqual([address, 400])
    }
    const wrong = await fetchTile('cases', { z: 0, x: 0, y: 0 }, 'centre.acceptor', '?closedSince=yesterday')
    expect(wrong.statusCode).toBe(400)
    expect((await fetchTile('cases', { z: 20, x: 2 ** 20 - 1, y: 2 ** 20 - 1 }, 'centre.acceptor')).statusCode).toBe(204)
  })

  test('cases need a permission to read them, places only a session', async () => {
    const tile = tileAt(12, lon, lat)
    expect((await fetchTile('cases', tile, 'administrator')).json()).toMatchObject({ status: 403, code: 'permission.denied' })
    expect((await fetchTile('grids', tile, 'administrator')).statusCode).toBe(200)
    expect([(await fetchTile('cases', tile, 'nobody')).statusCode, (await fetchTile('grids', tile, 'nobody')).statusCode]).toEqual([
      401, 401,
    ])
  })
})
