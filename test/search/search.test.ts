import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { setComponents } from '#cases/queries-registers.ts'
import { insertZone } from '#organisation/queries-zones.ts'
import { handClock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { SearchAnswer } from '#search/contract.ts'
import { searchRoutes } from '#search/routes.ts'
import { beginStory, type CaseStory, plainCity } from '../cases/drive.ts'
import { signInAs } from '../cases/sign-in-as.ts'
import { MONDAY } from '../support/cases.ts'
import type { SmallCity } from '../support/city.ts'
import { testDatabase } from '../support/database.ts'
import { testApp } from '../support/http.ts'

type Found = z.output<typeof SearchAnswer>
let db: Db
let city: SmallCity
let app: FastifyInstance
let story: CaseStory

beforeAll(async () => {
  db = (await testDatabase()).db
  city = await plainCity(db)
  story = await (await beginStory(db, { city })).upTo('handling')
  for (let count = 0; count < 7; count += 1) await beginStory(db, { city, description: `第${count}处违规户外广告` })
  const units = { supervisingUnitId: null, ownerUnitId: null, maintenanceUnitId: null }
  const dates = { initialDate: null, changeDate: null, dataSource: '', note: '' }
  const component = { cityId: city.cityId, gridCode: city.code('1.1.1.1'), lon: 102.7, lat: 25, typeCode: 'C0104', name: '雨水箅子' }
  const codes = Array.from({ length: 8 }, (_, each) => `530111010400000${each}`)
  await setComponents(
    db,
    codes.map((code) => ({ ...component, ...units, ...dates, code, state: 'intact' as const })),
  )
  app = await testApp({ cityId: city.cityId, routes: searchRoutes, clock: handClock(MONDAY) })
})
afterAll(() => app.close())

async function search(person: string, text: string): Promise<Found> {
  const headers = await signInAs(db, city, person, MONDAY)
  const answer = await app.inject({ url: `/api/search?q=${encodeURIComponent(text)}`, headers })
  expect(answer.statusCode, answer.payload).toBe(200)
  return answer.json()
}
const NOTHING = { cases: [], types: [], places: [], posts: [], registers: [] }

describe('cases', () => {
  it('are found by number, whole or in part, and by words, at most six', async () => {
    const { number } = await story.row()
    for (const text of [number, number.toLowerCase(), number.slice(-6), number.slice(0, -2)])
      expect(
        (await search('1-centre.acceptor', text)).cases.map((row) => row.number),
        text,
      ).toContain(number)
    expect((await search('1-centre.acceptor', number)).cases).toHaveLength(1)
    expect((await search('1-centre.acceptor', '户外广告')).cases).toHaveLength(6)
    expect((await search('1-centre.acceptor', '箅')).cases).toEqual([])
  })

  it('are those one may see in the list, and no others', async () => {
    const { number } = await story.row()
    expect((await search('1-water.handler', number)).cases).toMatchObject([{ id: story.id, stage: 'handling' }])
    for (const person of ['1-parks.handler', '2-centre.acceptor', 'administrator'])
      expect((await search(person, number)).cases, person).toEqual([])
  })
})

describe('problem types', () => {
  it.each(['zdjy', '占道经营', 'zhandaojingying', 'zhan dao jing ying'])('are found by %s', async (text) => {
    expect((await search('1-water.handler', text)).types[0]).toMatchObject({ name: '占道经营' })
  })

  it('are six at most', async () => {
    expect((await search('1-water.handler', 'jg')).types).toHaveLength(6)
  })
})

describe('places', () => {
  it.each([
    ['1.1街道', '1.1'],
    ['小城市', ''],
    ['xcs', ''],
    ['Street 1.2', '1.2'],
  ])('are found by %s', async (text, place) => {
    const { places } = await search('1-water.handler', text)
    expect(places[0]).toMatchObject({ code: city.code(place) })
  })

  it('are found by code, wider ones first, with what they lie in', async () => {
    const { places } = await search('1-water.handler', city.code('1.1'))
    expect(places.map(({ code }) => code).slice(0, 2)).toEqual([city.code('1.1'), city.code('1.1.1')])
    expect(places[1]).toMatchObject({ level: 'community', within: '1区 1.1街道' })
    expect(places).toHaveLength(6)
  })

  it("of one's own area come before others of the same kind", async () => {
    const first = async (person: string) => (await search(person, 'wg')).places[0]?.code ?? ''
    expect(await first('1-centre.acceptor')).toMatch(new RegExp(`^${city.code('1')}`))
    expect(await first('2-centre.acceptor')).toMatch(new RegExp(`^${city.code('2')}`))
  })

  it('are found under a new name as soon as they have one', async () => {
    expect((await search('1-water.handler', 'kfq')).places).toMatchObject([{ level: 'zone', name: '开发区', nameEn: 'Development Zone' }])
    expect((await search('1-water.handler', '度假区')).places).toEqual([])
    const zone = { code: `${city.zoneCode}2`, name: '度假区', nameEn: null, validFrom: '2020-01-01', validTo: null }
    await insertZone(db, { cityId: city.cityId, ...zone })
    for (const text of ['度假区', 'djq', '度假区街道'])
      expect((await search('1-water.handler', text)).places).toMatchObject([{ name: '度假区' }])
  })
})

describe('posts', () => {
  it('are found by unit and title, with names masked unless one may read people', async () => {
    const masked = await search('1-centre.acceptor', '1-centre.duty-chief')
    expect(masked.posts[0]).toMatchObject({ title: '1-centre.duty-chief', people: [{ kind: 'holder' }] })
    expect(masked.posts[0]?.people[0]?.name).toMatch(/^.\*\*$/u)
    const [full] = (await search('administrator', '1-centre.duty-chief')).posts
    expect(full?.people[0]?.name).not.toContain('*')
  })

  it('are found by the name of a person only by those who may read people', async () => {
    const name = (await search('administrator', '2-water.handler')).posts[0]?.people[0]?.name ?? ''
    expect(name).not.toBe('')
    const { postId } = city.person('2-water.handler')
    await db.updateTable('person').set({ name: '欧阳试寻' }).where('id', '=', city.person('2-water.handler').personId).execute()
    expect((await search('administrator', '欧阳试寻')).posts).toMatchObject([{ id: postId, people: [{ name: '欧阳试寻' }] }])
    expect((await search('1-centre.acceptor', '欧阳试寻')).posts).toEqual([])
  })

  it("are nobody's without organisation.read", async () => {
    expect((await search('1-water.handler', '1-centre.duty-chief')).posts).toEqual([])
  })
})

it('registers are found by the beginning of a code', async () => {
  const { registers } = await search('1-water.handler', '5301110104')
  expect(registers).toHaveLength(6)
  expect(registers[0]).toEqual({ register: 'component', code: '5301110104000000', name: '雨水箅子', gridCode: city.code('1.1.1.1') })
})

it.each(['%', '_', '\\', "'; --", '(((', '💧', '—', 'x'.repeat(100)])('%s finds nothing and breaks nothing', async (text) => {
  expect(await search('1-centre.acceptor', text)).toEqual(NOTHING)
})

it('asks for something, and for a session', async () => {
  const headers = await signInAs(db, city, 'administrator', MONDAY)
  for (const query of ['', '?q=', '?q=%20', `?q=${'x'.repeat(101)}`])
    expect((await app.inject({ url: `/api/search${query}`, headers })).json()).toMatchObject({ status: 400, code: 'request.invalid' })
  expect((await app.inject({ url: '/api/search?q=a' })).statusCode).toBe(401)
})
