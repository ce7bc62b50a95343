import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Area, rectangle } from '#organisation/area.ts'
import { organisationRoutes } from '#organisation/routes.ts'
import type { Db } from '#platform/db.ts'
import { makeSmallCity, type SmallCity } from '#test/support/city.ts'
import { testDatabase } from '#test/support/database.ts'
import { signedIn, testApp } from '#test/support/http.ts'

let db: Db
let city: SmallCity
let app: FastifyInstance
const on = '2026-02-01'

beforeAll(async () => {
  db = (await testDatabase()).db
  city = await makeSmallCity(db)
  app = await testApp({ cityId: city.cityId, routes: organisationRoutes })
})
afterAll(() => app.close())

async function send(person: string, method: 'GET' | 'POST', url: string, payload?: object) {
  const { personId, postId } = city.person(person)
  const headers = await signedIn(db, { cityId: city.cityId, unitId: '' }, { personId, postId, login: '' })
  const response = await app.inject({ method, url, headers, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.json() }
}
const grid = (place: string, area: Area) => ({ kind: 'management', code: city.code(place), area })
const preview = (outlines: object[], more: object = {}) =>
  send('administrator', 'POST', '/api/outlines/preview', { outlines, on, datum: 'wgs84', ...more })
const save = (outlines: object[], day = on) =>
  send('administrator', 'POST', '/api/outlines', { requestId: randomUUID(), outlines, on: day })
const versions = async () => {
  const { total } = await db
    .selectFrom('grid')
    .select((each) => each.fn.countAll<number>().as('total'))
    .where('cityId', '=', city.cityId)
    .executeTakeFirstOrThrow()
  return total
}

test('an overlap, a gap, a part outside and a ring that crosses itself are drawn before anything is saved', async () => {
  const before = await versions()
  const { status, body } = await preview([grid('1.1.1.1', rectangle([102.7, 25], [102.712, 25.009]))])
  expect(status).toBe(200)
  expect(body).toMatchObject({ on, savable: false, wrongDay: null, mended: [] })
  expect(body.findings).toMatchObject([
    { kind: 'gap', state: 'new', level: 'management-grid', parentCode: city.code('1.1.1'), geometry: { type: 'Polygon' } },
    { kind: 'overlap', state: 'new', codes: [city.code('1.1.1.1'), city.code('1.1.1.2')], geometry: { type: 'Polygon' } },
  ])
  const [west, east] = [body.findings[1].geometry.coordinates[0].map(([lon]: number[]) => lon)].flatMap((lons) => [
    Math.min(...lons),
    Math.max(...lons),
  ])
  expect(west).toBeCloseTo(102.71, 6)
  expect(east).toBeCloseTo(102.712, 6)
  expect(body.findings[1].areaSquareMetres).toBeGreaterThan(150_000)

  const outside = await preview([grid('1.1.1.1', rectangle([102.699, 25], [102.71, 25.01]))])
  expect(outside.body.findings).toMatchObject([{ kind: 'outside', state: 'new', codes: [city.code('1.1.1.1')] }])
  const bowTie: Area = {
    type: 'Polygon',
    coordinates: [
      [
        [102.7, 25],
        [102.71, 25.01],
        [102.71, 25],
        [102.7, 25.01],
        [102.7, 25],
      ],
    ],
  }
  const crossed = (await preview([grid('1.1.1.1', bowTie)])).body.findings
  const invalid = crossed.find(({ kind }: { kind: string }) => kind === 'invalid')
  expect(invalid).toMatchObject({ state: 'new', geometry: { type: 'Point' }, codes: [city.code('1.1.1.1')] })
  expect(invalid.geometry.coordinates[0]).toBeCloseTo(102.705, 6)
  expect(invalid.geometry.coordinates[1]).toBeCloseTo(25.005, 6)
  expect(await versions()).toBe(before)
})

test('both sides of a border moved together are savable, and saving keeps the old outlines by date', async () => {
  const moved = [
    grid('1.1.2.1', rectangle([102.7, 25.01], [102.712, 25.02])),
    grid('1.1.2.2', rectangle([102.712, 25.01], [102.72, 25.02])),
  ]
  expect((await preview(moved)).body).toEqual({ on, findings: [], mended: [], wrongDay: null, savable: true })
  expect((await save(moved)).status).toBe(200)
  const eastOf = async (day: string) => {
    const { body } = await send('administrator', 'GET', `/api/divisions/${city.code('1.1.2')}/grids?on=${day}`)
    return Math.max(...body.features[0].geometry.coordinates[0][0].map(([lon]: number[]) => lon))
  }
  expect([await eastOf('2026-01-31'), await eastOf(on)]).toEqual([102.71, 102.712])
  const again = await preview(moved)
  expect(again.body).toMatchObject({ findings: [], savable: false, wrongDay: { zh: expect.stringContaining('须晚于') } })
})

test('what was wrong before is told apart, may shrink, and does not stand in the way', async () => {
  const hole = [grid('2.1.1.1', rectangle([102.7, 25.02], [102.709, 25.03]))]
  expect((await save(hole)).body).toMatchObject({ code: 'organisation.wrong_outline', findings: [{ kind: 'gap', state: 'new' }] })
  await send('administrator', 'POST', `/api/grids/management/${city.code('2.1.1.1')}/close`, { requestId: randomUUID(), on })
  const part = [grid('2.1.1.2', rectangle([102.705, 25.02], [102.72, 25.03]))]
  const shrunk = (await preview(part)).body
  expect(shrunk).toMatchObject({ savable: true, findings: [{ kind: 'gap', state: 'existing' }], mended: [{ kind: 'gap' }] })
  expect((await save(part)).status).toBe(200)
  const whole = [grid('2.1.1.2', rectangle([102.7, 25.02], [102.72, 25.03]))]
  expect((await preview(whole, { on: '2026-02-02' })).body).toMatchObject({ savable: true, findings: [], mended: [{ kind: 'gap' }] })
})

test("a division's border is tried against its neighbour and against what lies below it", async () => {
  const { body } = await preview([{ kind: 'division', code: city.code('1.2.1'), area: rectangle([102.72, 25], [102.74, 25.012]) }])
  expect(body.findings.map(({ kind, level, state }: Record<string, string>) => [level, kind, state])).toEqual([
    ['community', 'overlap', 'new'],
    ['management-grid', 'gap', 'new'],
  ])
})

test('an outline drawn in another datum is tried where it really lies', async () => {
  const { body } = await preview([grid('1.2.2.1', rectangle([102.72, 25.01], [102.73, 25.02]))], { datum: 'gcj02' })
  expect(new Set(body.findings.map(({ kind }: { kind: string }) => kind))).toEqual(new Set(['gap', 'outside']))
  expect((await preview([grid('1.2.2.1', rectangle([102.72, 25.01], [102.73, 25.02]))])).body.findings).toEqual([])
})

test("the outlines to snap to are the parent's, its children's and the neighbours'", async () => {
  const { body } = await send('administrator', 'GET', `/api/outlines?parent=${city.code('1.2.1')}&kind=management&on=${on}`)
  const roles = Map.groupBy(body.features as { properties: { role: string; code: string } }[], ({ properties }) => properties.role)
  const codes = (role: string) => roles.get(role)?.map(({ properties }) => properties.code)
  expect(body.truncated).toBe(false)
  expect(codes('parent')).toEqual([city.code('1.2.1')])
  expect(codes('child')).toEqual([city.code('1.2.1.1'), city.code('1.2.1.2')])
  expect(codes('neighbour')).toEqual(['1.1.1.2', '1.1.2.2', '1.2.2.1', '1.2.2.2'].map((each) => city.code(each)).sort())
  const streets = (await send('administrator', 'GET', `/api/outlines?parent=${city.code('1')}&kind=division`)).body.features
  expect(streets.map(({ properties }: { properties: { role: string } }) => properties.role)).toEqual([
    'parent', 'child', 'child', 'neighbour', 'neighbour',
  ]) // biome-ignore format: one line
})

test('who may not edit previews nothing, an open ring or a place listed twice is refused in words', async () => {
  const area = rectangle([102.7, 25], [102.71, 25.01])
  expect(await send('centre.acceptor', 'POST', '/api/outlines/preview', { outlines: [], datum: 'wgs84' })).toMatchObject({ status: 403 })
  const open = { type: 'Polygon', coordinates: [area.coordinates[0]?.slice(0, 4)] }
  expect(await preview([{ ...grid('1.1.1.1', area), area: open }])).toMatchObject({ status: 400, body: { code: 'request.invalid' } })
  expect(await preview([grid('1.1.1.1', area), grid('1.1.1.1', area)])).toMatchObject({ status: 400, body: { field: 'outlines' } })
  expect(await preview([{ kind: 'unit', code: '999', area }])).toMatchObject({ status: 403 })
  expect(await preview([{ ...grid('1.1.1.1', area), kind: 'unit' }])).toMatchObject({
    status: 404,
    body: { code: 'organisation.not_found' },
  })
})

const carve = (parent: string, area: Area, others: object[]) =>
  send('administrator', 'POST', '/api/outlines/carve', { parent: city.code(parent), kind: 'management', area, others, on, datum: 'wgs84' })
const cell = (key: string, west: number): object => ({ key, area: rectangle([west, 25.03], [west + 0.01, 25.04]) })

test('a new grid is carved out of its neighbours and saved with them at once: no gap, no overlap', async () => {
  const community = city.code('2.1.2')
  const drawn = rectangle([102.705, 25.03], [102.715, 25.05])
  const { status, body } = await carve('2.1.2', drawn, [cell('west', 102.7), cell('east', 102.71)])
  expect([status, body.code, body.swallowed]).toEqual([200, `${community}003`, []])
  expect(body.others.map(({ key }: { key: string }) => key)).toEqual(['west', 'east'])
  const areaOf = (key: string): Area => body.others.find((each: { key: string }) => each.key === key).area
  const outlines = [grid('2.1.2.1', areaOf('west')), grid('2.1.2.2', areaOf('east'))]
  const added = [{ kind: 'management', code: body.code, communityCode: community, area: body.area }]
  const alone = await preview([], { added })
  expect(alone.body).toMatchObject({
    savable: false,
    findings: [
      { kind: 'overlap', state: 'new' },
      { kind: 'overlap', state: 'new' },
    ],
  })
  expect((await preview(outlines, { added })).body).toEqual({ on, findings: [], mended: [], wrongDay: null, savable: true })
  expect((await preview(outlines)).body.findings).toMatchObject([{ kind: 'gap', state: 'new' }])
  const named = added.map((each) => ({ ...each, name: '新划网格' }))
  const body2 = { requestId: randomUUID(), outlines, added: named, on }
  const saved = await send('administrator', 'POST', '/api/outlines', body2)
  expect([saved.status, saved.body.codes]).toEqual([200, [city.code('2.1.2.1'), city.code('2.1.2.2'), body.code]])
  const { features } = (await send('administrator', 'GET', `/api/divisions/${community}/grids?on=${on}`)).body
  expect(features).toHaveLength(3)
  expect(await send('administrator', 'POST', '/api/outlines', { ...body2, requestId: randomUUID(), outlines: [] })).toMatchObject({
    status: 409,
    body: { code: 'organisation.code_taken' },
  })
})

test('a grid that would be taken whole is named and left; first grids of a community leave its ground open', async () => {
  const over = await carve('1.1.1', rectangle([102.7, 25], [102.71, 25.01]), [
    cell('far', 102.7),
    { key: 'all', area: rectangle([102.701, 25.001], [102.709, 25.009]) },
  ])
  expect(over.body).toMatchObject({ others: [], swallowed: ['all'] })
  const unit = {
    kind: 'unit',
    code: `${city.code('1.1.1')}101`,
    communityCode: city.code('1.1.1'),
    area: rectangle([102.7, 25], [102.705, 25.01]),
  }
  expect((await preview([], { added: [unit] })).body).toMatchObject({ savable: true, findings: [{ kind: 'gap', state: 'existing' }] })
  expect(await preview([])).toMatchObject({ status: 400, body: { field: 'outlines' } })
})
