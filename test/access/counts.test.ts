import type { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '#platform/db.ts'
import { testDatabase } from '#test/support/database.ts'
import { featuresOf, tileAt } from '../cases/tile-reader.ts'
import { type CaseFacts, sees } from './cases.ts'
import { covers, may, type Someone } from './people.ts'
import { makeWorld, type World } from './world.ts'

interface Counted extends CaseFacts {
  readonly open: boolean
  readonly leadUnitId: string | null
}

let db: Db
let world: World
let cases: readonly Counted[]

/** What the rows say, read without the product's own queries. */
async function countedCases(): Promise<Counted[]> {
  const rows = await db
    .selectFrom('case')
    .select(['cityId', 'id', 'closedAt', 'unitId'])
    .where('cityId', 'in', [world.city.cityId, world.other.cityId])
    .execute()
  return world.allCases.map((facts) => {
    const row = rows.find(({ cityId, id }) => cityId === facts.cityId && id === facts.id)
    if (!row) throw new Error(`no row of ${facts.id}`)
    return { ...facts, open: row.closedAt === null, leadUnitId: row.unitId }
  })
}

beforeAll(async () => {
  db = (await testDatabase()).db
  world = await makeWorld()
  cases = await countedCases()
}, 300_000)
afterAll(() => world?.close())

const seenBy = (someone: Someone): Counted[] => cases.filter((each) => sees(someone, each))
const readsCases = (): Someone[] => world.people.filter((someone) => may(someone, 'case.read') || may(someone, 'case.read-own'))
const readsAreas = (): Someone[] => world.people.filter((someone) => may(someone, 'case.read'))
const inArea = (someone: Someone): Counted[] =>
  cases.filter(({ cityId, placeCode }) => cityId === someone.cityId && covers(someone, placeCode))
const idsOf = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id).sort()

async function fetched<Answer>(someone: Someone, url: string): Promise<Answer> {
  const answer = await world.ask(someone, { method: 'GET', url })
  expect(answer.statusCode, `${url} by ${someone.key}: ${answer.body.slice(0, 300)}`).toBe(200)
  return answer.json()
}

/** Asks everybody given the same and holds each answer against what our own rule says of that one. */
async function everybody<Told>(people: readonly Someone[], ask: (someone: Someone) => Promise<Told>, expected: (someone: Someone) => Told) {
  expect(people.length).toBeGreaterThan(10)
  const told: Record<string, Told> = {}
  for (const someone of people) told[someone.key] = await ask(someone)
  expect(told).toEqual(Object.fromEntries(people.map((someone) => [someone.key, expected(someone)])))
}

describe('numbers tell nobody more than lists may', () => {
  it('has people who see everything, some and nothing', () => {
    const sizes = readsCases().map((someone) => seenBy(someone).length)
    expect(new Set(sizes).size).toBeGreaterThan(3)
    expect(sizes).toContain(0)
  })

  it('lists and counts exactly what each may see', async () => {
    type Page = { cases: { id: string }[]; next: string | null }
    const list = async (someone: Someone) => idsOf((await fetched<Page>(someone, '/api/cases?limit=200')).cases)
    await everybody(readsCases(), list, (someone) => idsOf(seenBy(someone)))
    const count = async (someone: Someone) => (await fetched<{ total: number }>(someone, '/api/cases/count')).total
    await everybody(readsCases(), count, (someone) => seenBy(someone).length)
    const open = async (someone: Someone) => (await fetched<{ open: number }>(someone, '/api/cases/boxes')).open
    await everybody(readsCases(), open, (someone) => seenBy(someone).filter((each) => each.open).length)
  }, 120_000)

  it('counts each box as long as its list is', async () => {
    const boxes = ['inbox', 'overdue', 'pending', 'unassigned', 'listed'] as const
    for (const someone of readsCases()) {
      const counts = await fetched<Record<string, number>>(someone, '/api/cases/boxes')
      const mine = new Set(idsOf(seenBy(someone)))
      for (const box of boxes) {
        const { cases: listed } = await fetched<{ cases: { id: string }[] }>(someone, `/api/cases?limit=200&box=${box}`)
        expect({ who: someone.key, box, count: counts[box] }).toEqual({ who: someone.key, box, count: listed.length })
        expect(listed.filter(({ id }) => !mine.has(id))).toEqual([])
      }
    }
  }, 120_000)

  it('sums up the open cases of the own area and no others', async () => {
    const overview = async (someone: Someone) => (await fetched<{ open: { now: number } }>(someone, '/api/overview')).open.now
    await everybody(readsAreas(), overview, (someone) => inArea(someone).filter(({ open }) => open).length)
    const figures = async (someone: Someone) => {
      const { rows } = await fetched<{ rows: { reported: number }[] }>(someone, '/api/figures')
      return rows.reduce((sum, { reported }) => sum + reported, 0)
    }
    // Figures are kept by street, and the load of a district's unit is not a community's business.
    const belowStreets = (someone: Someone) => someone.areas.every(({ length }) => length > world.city.code('1.1').length)
    await everybody(readsAreas(), figures, (someone) => (belowStreets(someone) ? 0 : inArea(someone).length))
    const load = async (someone: Someone) => {
      const { units } = await fetched<{ units: { open: number }[] }>(someone, '/api/cases/unit-load')
      return units.reduce((sum, { open }) => sum + open, 0)
    }
    const led = (someone: Someone) => inArea(someone).filter(({ open, leadUnitId }) => open && leadUnitId !== null)
    await everybody(readsAreas(), load, (someone) => (belowStreets(someone) ? 0 : led(someone).length))
  }, 120_000)

  it('draws on the map what each may see, counted or one by one', async () => {
    const tile = async (someone: Someone, zoom: number) => {
      const spots = ['1', '2'].map((district) => world.city.middle(`${district}.1.1.1`))
      const tiles = new Set(spots.map(([lon, lat]) => Object.values(tileAt(zoom, lon, lat)).join('/')))
      let drawn = 0
      for (const address of tiles) {
        const answer = await world.ask(someone, { method: 'GET', url: `/api/tiles/cases/${address}` })
        for (const { properties } of featuresOf(answer.rawPayload, 'cases')) drawn += Number(properties.count ?? 1)
      }
      return drawn
    }
    for (const zoom of [10, 18])
      await everybody(
        readsCases(),
        (someone) => tile(someone, zoom),
        (someone) => seenBy(someone).filter(({ open }) => open).length,
      )
  }, 120_000)
})

describe('the stream tells nobody of what they may not see', () => {
  const firstEvent = (someone: Someone) =>
    db
      .selectFrom('outbox')
      .select(['id', 'subjectId'])
      .where('cityId', '=', someone.cityId ?? '')
      .where('processedAt', 'is not', null)
      .orderBy('processedAt')
      .orderBy('id')
      .executeTakeFirstOrThrow()

  /** What somebody hears who asks for everything after the first event of their city. */
  async function hear(someone: Someone): Promise<string> {
    const headers = { ...someone.headers, 'last-event-id': (await firstEvent(someone)).id }
    const answer = await world.app.inject({ url: '/api/stream', headers, payloadAsStream: true })
    if (answer.statusCode !== 200) return ''
    const stream: Readable = answer.stream()
    const parts: string[] = []
    stream.on('data', (part: Buffer) => parts.push(part.toString('utf8')))
    // The line stays open: it is through when nothing came for a while.
    for (let before = -1; before !== parts.length || parts.length === 0; ) {
      before = parts.length
      await pause(1000)
    }
    stream.destroy()
    return parts.join('')
  }

  it('goes on for each with their own area, unit and name alone', async () => {
    const listeners = world.people.filter(({ cityId, isKey }) => cityId !== null && !isKey)
    const heard = await Promise.all(listeners.map(async (someone) => ({ someone, text: await hear(someone) })))
    const faults = heard.flatMap(({ someone, text }) =>
      world.marks.leaks(text, '', someone, 'GET /api/stream').map((leak) => `${someone.key} hears of ${leak}`),
    )
    expect(faults).toEqual([])
    for (const { someone, text } of heard) {
      const subjects = new Set([...text.matchAll(/"subjectId":"([^"]+)"/g)].map(([, id]) => id)).add((await firstEvent(someone)).subjectId)
      const area = may(someone, 'case.read') ? inArea(someone) : []
      expect(
        area.filter(({ id }) => !subjects.has(id)),
        `${someone.key} hears of every case of their area`,
      ).toEqual([])
    }
  }, 120_000)
})
