import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/identifier.ts'
import { makeSite, type Site } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await makeSite()
})
afterAll(() => site?.app.close())
const INSPECTOR = '1-centre.inspector'
const tagOf = (answer: { headers: Record<string, unknown> }): string => String(answer.headers.etag)

describe('the pack of a shift', () => {
  it('holds all a phone needs, and is small', async () => {
    const answer = await site.get(INSPECTOR, '/api/field/pack')
    expect(answer.statusCode, answer.body).toBe(200)
    const pack = answer.json()
    expect(pack.me).toMatchObject({ personId: site.city.person(INSPECTOR).personId, title: INSPECTOR, level: 'district' })
    expect(pack.catalogue.types.length).toBeGreaterThan(200)
    const grate = pack.catalogue.types.find(({ code }: { code: string }) => code === 'C0104')
    expect(grate).toMatchObject({ nameEn: expect.stringMatching(/\w/), initials: expect.stringMatching(/^[a-z]+$/) })
    expect(grate.conditions[0]).toMatchObject({ number: 1, filing: expect.any(String), closing: expect.any(String) })
    expect(pack.grids).toMatchObject({ basis: 'area', more: false })
    expect(pack.grids.items).toHaveLength(8)
    expect(pack.grids.items[0]).toMatchObject({
      code: site.city.code('1.1.1.1'),
      cells: expect.any(Number),
      area: { type: 'MultiPolygon' },
    })
    expect(pack.datum.stored).toBe('wgs84')
    expect(pack.returnReasons.map(({ code }: { code: string }) => code)).toContain('not_ours')
    expect(pack.tiles.count).toBe(pack.tiles.zooms.reduce((sum: number, { tiles }: { tiles: unknown[] }) => sum + tiles.length, 0))
    expect(pack.tiles.count).toBeLessThanOrEqual(400)
    expect(pack.photos).toMatchObject({ required: ['report-back', 'check', 'self-handle'], mostPerStep: 9 })
    expect(pack.selfHandling.allowed).toBe(true)
    expect(gzipSync(answer.rawPayload).length).toBeLessThan(150_000)
  })

  it('is compressed when it may be, and not sent again while nothing changed', async () => {
    const plain = await site.get(INSPECTOR, '/api/field/pack')
    const small = await site.get(INSPECTOR, '/api/field/pack', { 'accept-encoding': 'br, gzip' })
    expect(small.headers['content-encoding']).toBe('gzip')
    expect(JSON.parse(gunzipSync(small.rawPayload).toString())).toEqual(plain.json())
    expect((await site.get(INSPECTOR, '/api/field/pack', { 'accept-encoding': 'gzip;q=0' })).headers['content-encoding']).toBeUndefined()
    site.clock.advance(60_000)
    const again = await site.get(INSPECTOR, '/api/field/pack', { 'if-none-match': tagOf(plain) })
    expect([again.statusCode, again.body, tagOf(again)]).toEqual([304, '', tagOf(plain)])
    expect(again.headers.date).toBeDefined()
  })

  it('is another when it says something else: grids of my own come before those of the area', async () => {
    const before = await site.get(INSPECTOR, '/api/field/pack')
    const { personId } = site.city.person(INSPECTOR)
    const staff = { cityId: site.city.cityId, kindCode: 'inspector', personId, validFrom: site.city.since, validTo: null }
    await site.db
      .insertInto('gridStaff')
      .values({ ...staff, id: newId(), gridCode: site.city.code('1.2.1.2') })
      .execute()
    const after = await site.get(INSPECTOR, '/api/field/pack', { 'if-none-match': tagOf(before) })
    expect(after.statusCode).toBe(200)
    expect(after.json().grids).toMatchObject({ basis: 'mine', items: [{ code: site.city.code('1.2.1.2') }] })
    expect(after.json().version).not.toBe(before.json().version)
  })

  it('of whoever has none of their own has the nearest grids first; half a place is refused', async () => {
    const [lon, lat] = site.city.middle('2.2.2.2')
    const answer = await site.get('centre.inspector', `/api/field/pack?lon=${lon}&lat=${lat}`)
    expect(answer.json().grids.items[0].code).toBe(site.city.code('2.2.2.2'))
    expect((await site.get(INSPECTOR, '/api/field/pack?lon=102')).json().code).toBe('request.invalid')
  })

  it('is for handlers too, who may not look at their neighbours, and for nobody without cases', async () => {
    const pack = (await site.get('1-water.handler', '/api/field/pack')).json()
    expect(pack.me.permissions).toContain('case.handle')
    expect((await site.get('administrator', '/api/field/pack')).statusCode).toBe(403)
  })
})
