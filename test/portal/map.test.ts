import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { blurred, metresApart } from '#portal/blur.ts'
import { beginStory } from '#test/cases/drive.ts'
import { featuresOf, layersOf, tileAt } from '#test/cases/tile-reader.ts'
import { act, MONDAY, minutesLater } from '#test/support/cases.ts'
import { openPortalSite, type PortalSite } from './resident.ts'

const EXACT = { typeCode: 'C0104', conditionNumber: 1 }
const BLURRED = { typeCode: 'E0128', conditionNumber: 1 }
const PRIVATE = { typeCode: 'E0403', conditionNumber: 1 }
let site: PortalSite
beforeAll(async () => {
  site = await openPortalSite()
})
afterAll(() => site.app.close())

type Step = Parameters<Awaited<ReturnType<typeof beginStory>>['upTo']>[0]
/** A case at a point, walked to a stage; days ago unless told today. */
async function put(lon: number, lat: number, standard = EXACT, step: Step = 'handling', at = MONDAY) {
  return inTransaction(site.db, async (tx) => {
    const story = await beginStory(tx, { city: site.city, at, lon, lat, description: 'zq-words', address: 'zq-address' })
    await story.upTo(step, standard)
    return story.row()
  })
}
const tileOf = async (z: number, lon: number, lat: number, more: Record<string, string> = {}) => {
  const { x, y } = tileAt(z, lon, lat)
  return site.get(`/api/portal/tiles/${z}/${x}/${y}`, more)
}
/** What a tile shows; asked a minute later, so that nothing kept is given. */
async function shown(z: number, lon: number, lat: number) {
  site.clock.advance(61_000)
  const answer = await tileOf(z, lon, lat)
  const tile = tileAt(z, lon, lat)
  if (answer.statusCode === 204) return []
  return featuresOf(answer.rawPayload, 'cases').map((feature) => {
    const { geometry, properties } = feature.toGeoJSON(tile.x, tile.y, tile.z)
    if (geometry.type !== 'Point') throw new Error('a case is a point')
    const [atLon = 0, atLat = 0] = geometry.coordinates
    return { lon: atLon, lat: atLat, ...properties } as { lon: number; lat: number } & Record<string, unknown>
  })
}
const near = async (lon: number, lat: number, topic?: string) =>
  (await site.get(`/api/portal/cases/near?lon=${lon}&lat=${lat}${topic ? `&topic=${topic}` : ''}`)).json().cases

describe('the public map', () => {
  test('shows a public thing where it is, an event in the middle of its cell, and neither number, id, word nor person', async () => {
    const [thing, event] = [await put(102.70311, 25.00311), await put(102.70611, 25.00611, BLURRED)]
    const cases = await shown(16, 102.70311, 25.00311).then(async (first) => [...first, ...(await shown(16, 102.70611, 25.00611))])
    const [a, b] = [cases.find(({ topic }) => topic === 'manhole'), cases.find(({ topic }) => topic === 'noise')]
    expect(a).toMatchObject({ blurred: false, state: 'working', reportedOn: '2026-03-02' })
    expect(metresApart({ lon: a?.lon ?? 0, lat: a?.lat ?? 0 }, thing)).toBeLessThan(1)
    expect(b).toMatchObject({ blurred: true })
    expect(metresApart({ lon: b?.lon ?? 0, lat: b?.lat ?? 0 }, blurred(event))).toBeLessThan(1)
    expect(metresApart({ lon: b?.lon ?? 0, lat: b?.lat ?? 0 }, event)).toBeGreaterThan(5)
    const answer = await tileOf(16, 102.70611, 25.00611)
    const text = answer.rawPayload.toString('latin1')
    for (const word of [event.number, event.id, 'zq-', thing.number]) expect(text).not.toContain(word)
  })

  test('shows a blurred case in one tile alone at every zoom, always at the same point', async () => {
    // 3 m west of a border between tiles of zoom 17, in a cell whose middle is east of it.
    const { x, y } = tileAt(17, 102.715, 25.015)
    const edge = (x / 2 ** 17) * 360 - 180
    const event = await put(edge - 0.00003, 25.0151, BLURRED)
    const middle = blurred(event)
    for (const z of [14, 15, 16, 17]) {
      const found = (await shown(z, middle.lon, middle.lat)).filter((each) => metresApart(each, middle) < 2)
      expect([z, found.length]).toEqual([z, 1])
    }
    const west = await shown(17, edge - 0.0002, 25.0151)
    const isWest = tileAt(17, middle.lon, middle.lat).x === x - 1
    expect(west.some((each) => metresApart(each, middle) < 2)).toBe(isWest)
    expect(y).toBeGreaterThan(0)
  })

  test('never shows private types, what nobody accepted, what was declined, nor what closed long ago', async () => {
    const at = (index: number): [number, number] => [102.7242 + index * 0.0008, 25.0042]
    await put(...at(0), PRIVATE)
    await put(...at(1), EXACT, 'reported')
    await put(...at(2), EXACT, 'closed', MONDAY)
    await inTransaction(site.db, async (tx) => {
      const [lon, lat] = at(3)
      const story = await beginStory(tx, { city: site.city, lon, lat })
      await act(tx, site.city.actorOf('1-centre.duty-chief', MONDAY), story.id, 'decline', { reason: 'not_true', note: 'x' })
    })
    const states = async () =>
      [...(await shown(14, 102.7242, 25.0042)), ...(await shown(14, 102.7266, 25.0042))].filter(
        ({ lat, lon }) => Math.abs(lat - 25.0042) < 0.0004 && lon > 102.7238 && lon < 102.728,
      )
    const now = await states()
    expect(new Set(now.map(({ state }) => state))).toEqual(new Set(['done']))
    site.clock.set(minutesLater(60 * 24 * 31))
    expect(await states()).toEqual([])
    site.clock.set(minutesLater(60))
  })

  test('counts by cells from afar, all of them once', async () => {
    const counted = (features: Record<string, unknown>[]) => features.reduce((sum, { count }) => sum + Number(count), 0)
    const far = await shown(10, 102.72, 25.02)
    expect(far.every(({ cluster, ref, topic }) => cluster === true && ref === undefined && topic === undefined)).toBe(true)
    const singles = new Map<string, unknown>()
    for (let lon = 102.69; lon < 102.76; lon += 0.01)
      for (let lat = 24.99; lat < 25.05; lat += 0.01)
        for (const feature of featuresOf((await tileOf(14, lon, lat)).rawPayload, 'cases'))
          singles.set(String(feature.properties.ref), feature)
    expect(counted(far)).toBe(singles.size)
    expect(singles.size).toBeGreaterThan(3)
  })

  test('is the same for everybody: kept by caches, tagged, no closer than zoom 17', async () => {
    const answer = await tileOf(14, 102.70311, 25.00311)
    expect(answer.headers['cache-control']).toBe('public, max-age=60')
    expect(answer.headers['content-type']).toBe('application/vnd.mapbox-vector-tile')
    expect((await tileOf(14, 102.70311, 25.00311, { 'if-none-match': String(answer.headers.etag) })).statusCode).toBe(304)
    expect((await tileOf(18, 102.70311, 25.00311)).json()).toMatchObject({ status: 400, code: 'request.invalid' })
    expect((await tileOf(14, 10, 10)).statusCode).toBe(204)
    const { x, y } = tileAt(12, 102.71, 25.01)
    const ground = await site.get(`/api/portal/ground/12/${x}/${y}`)
    expect(layersOf(ground.rawPayload).toSorted()).toEqual(['districts', 'names', 'streets'])
    const nearer = tileAt(14, 102.71, 25.01)
    const near = await site.get(`/api/portal/ground/14/${nearer.x}/${nearer.y}`)
    expect(layersOf(near.rawPayload).toSorted()).toEqual(['communities', 'districts', 'names', 'streets'])
  })
})

describe('what was reported nearby', () => {
  test('is told with its distance from the point that is shown, so that asking around finds nobody’s home', async () => {
    const event = await put(102.73315, 25.0133, BLURRED)
    const middle = blurred(event)
    const around = [0, 1, 2, 3, 4, 5, 6, 7].map((turn) => ({
      lon: middle.lon + 0.0004 * Math.cos((turn * Math.PI) / 4),
      lat: middle.lat + 0.0004 * Math.sin((turn * Math.PI) / 4),
    }))
    for (const here of around) {
      const [found] = (await near(here.lon, here.lat, 'noise')) as { lon: number; lat: number; metres: number }[]
      expect([found?.lon, found?.lat]).toEqual([middle.lon, middle.lat])
      expect(found?.metres).toBe(Math.round(metresApart(here, middle) / 10) * 10)
    }
    expect(await near(middle.lon + 0.002, middle.lat, 'noise')).toEqual([])
    expect(await near(middle.lon, middle.lat, 'road')).toEqual([])
  })

  test('leaves out what is over and what is private, and tells nothing that leads to a person', async () => {
    await put(102.7365, 25.0165, EXACT, 'closed')
    await put(102.7365, 25.0165, PRIVATE)
    expect(await near(102.7365, 25.0165)).toEqual([])
    const row = await put(102.7365, 25.0165)
    const answer = await site.get('/api/portal/cases/near?lon=102.7365&lat=25.0165')
    expect(answer.json().cases).toHaveLength(1)
    for (const word of [row.number, row.id, 'zq-']) expect(answer.body).not.toContain(word)
  })

  test('counts "me too" once for a form, and never changes the case', async () => {
    const row = await put(102.7375, 25.0175)
    const [{ ref }] = await near(102.7375, 25.0175)
    const say = async (form: string, of = ref) => {
      const sent = await site.post(`/api/portal/cases/${of}/me-too`, { form })
      return [sent.statusCode, sent.json().meToo ?? sent.json().code]
    }
    const form = await site.form()
    expect(await say(form)).toEqual([200, 1])
    expect(await say(form)).toEqual([200, 1])
    expect(await say(await site.form())).toEqual([200, 2])
    expect((await near(102.7375, 25.0175))[0].meToo).toBe(2)
    await put(102.7385, 25.0185)
    const [{ ref: other }] = await near(102.7385, 25.0185)
    expect(await say(form, other)).toEqual([422, 'portal.form_used'])
    expect(await say(await site.form(), 'AAAAAAAAAAAAAAAAAAAAAA')).toEqual([404, 'portal.unknown_ref'])
    expect((await site.report({ form })).answer).toMatchObject({ code: 'portal.form_used' })
    const after = await site.db
      .selectFrom('case')
      .select(['version', 'headHash'])
      .where('cityId', '=', site.city.cityId)
      .where('id', '=', row.id)
      .executeTakeFirstOrThrow()
    expect(after).toEqual({ version: row.version, headHash: row.headHash })
    expect((await site.post(`/api/portal/cases/${newId()}/me-too`, { form })).statusCode).toBe(400)
  })
})
