import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { findDuplicates } from '#cases/find-duplicates.ts'
import { type Compared, likeness } from '#cases/likeness.ts'
import { gramsOf } from '#cases/search-grams.ts'
import { toStored } from '#platform/datum.ts'
import type { Db } from '#platform/db.ts'
import { MONDAY, report } from '../support/cases.ts'
import type { SmallCity } from '../support/city.ts'
import { withRollback } from '../support/database.ts'
import { beginStory, openCommonCity } from './drive.ts'

let city: SmallCity
let here: readonly [number, number]
beforeAll(async () => {
  city = await openCommonCity()
  here = city.middle('1.1.1.1') as [number, number]
})

const later = (days: number): Date => new Date(MONDAY.getTime() + days * 86_400_000)
const KNOWN = { description: '雨水箅子断裂', typeCode: 'C0104', conditionNumber: 1 }
/** A point some metres to the north: a degree of latitude is about 110.77 km here. */
const north = (metres: number) => ({ lon: here[0], lat: here[1] + metres / 110_770 })

const hints = (tx: Db, fields: Partial<Parameters<typeof findDuplicates>[2]> = {}, days = 1, person = '1-centre.acceptor') =>
  findDuplicates(tx, city.actorOf(person, later(days)), { ...north(0), datum: 'wgs84', typeCode: 'C0104', text: '箅子断裂', ...fields })

describe('a report of what is known already', () => {
  it('shows the known case with its reasons', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx, KNOWN)
      const [hint, ...others] = await hints(tx, north(10))
      expect(others).toEqual([])
      expect(hint).toMatchObject({ id: story.id, stage: 'reported', likeness: { type: 1, text: 1 } })
      expect(hint?.metres).toBeCloseTo(10, 0)
      expect(hint?.likeness.place).toBeCloseTo(0.8, 1)
      expect(hint?.likeness.time).toBeCloseTo(14 / 15, 5)
    }))

  it.each([
    ['too far off', 60, { typeCode: 'C0104' }],
    ['another thing in the same place, in other words', 30, { typeCode: 'E0110', text: '垃圾成堆' }],
  ] as const)('shows nothing when it is %s', (_what, metres, fields) =>
    withRollback(async (tx) => {
      await beginStory(tx, KNOWN)
      expect(await hints(tx, { ...north(metres), ...fields })).toEqual([])
    }),
  )

  it('counts distance in the datum it is told in', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx, KNOWN)
      const stored = toStored(here[0], here[1], 'gcj02')
      expect(Math.abs(stored.lon - here[0])).toBeGreaterThan(0.001)
      expect(await hints(tx, { datum: 'gcj02' })).toEqual([])
      const shifted = { lon: 2 * here[0] - stored.lon, lat: 2 * here[1] - stored.lat }
      expect((await hints(tx, { ...shifted, datum: 'gcj02' })).map(({ id }) => id)).toEqual([story.id])
    }))

  it('shows an open case however old, one that ended only within the window, and never one merged or voided', () =>
    withRollback(async (tx) => {
      const open = await beginStory(tx, KNOWN)
      const closed = await (await beginStory(tx, KNOWN)).upTo('closed', { typeCode: 'C0104', conditionNumber: 1 })
      const merged = await beginStory(tx, KNOWN)
      await merged.do('1-centre.acceptor', 'merge', { primaryCaseId: open.id, reason: '重复' })
      const voided = await beginStory(tx, KNOWN)
      await voided.do('1-centre.duty-chief', 'void', { reason: '误报' })
      expect((await hints(tx)).map(({ id }) => id).sort()).toEqual([open.id, closed.id].sort())
      expect((await hints(tx, {}, 16)).map(({ id }) => id)).toEqual([open.id])
    }))

  it('shows five at most, the likest first', () =>
    withRollback(async (tx) => {
      const stories: string[] = []
      for (const metres of [25, 5, 20, 0, 10, 15]) stories.push((await beginStory(tx, { ...KNOWN, ...north(metres) })).id)
      const found = await hints(tx)
      expect(found.map(({ id }) => stories.indexOf(id))).toEqual([3, 1, 4, 5, 2])
      expect(found.map(({ likeness: { score } }) => score)).toEqual(found.map(({ likeness: { score } }) => score).toSorted((a, b) => b - a))
    }))

  it('shows nothing of places beyond the area of the post', () =>
    withRollback(async (tx) => {
      await beginStory(tx, KNOWN)
      expect(await hints(tx, {}, 1, '2-centre.acceptor')).toEqual([])
      expect(await hints(tx, {}, 1, '1.1.1-workstation.inspector')).toHaveLength(1)
    }))

  it('is asked inside the city only', () =>
    withRollback(async (tx) => {
      await expect(hints(tx, { lon: 100 })).rejects.toMatchObject({ code: 'case.outside_city' })
    }))

  it('keeps to the radius and the window of the city', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx, { ...KNOWN, policy: { duplicate: { radiusMetres: 200, days: 15 } } })
      const actor = story.city.actorOf('1-centre.acceptor', later(1))
      const [lon, lat] = story.city.middle('1.1.1.1')
      const found = await findDuplicates(tx, actor, { lon, lat: lat + 100 / 110_770, datum: 'wgs84', typeCode: 'C0104', text: '箅子断裂' })
      expect(found.map(({ id }) => id)).toEqual([story.id])
    }))
})

describe('likeness', () => {
  const compared = fc.record({
    typeCode: fc.constantFrom(null, 'C0104', 'C0137', 'E0110'),
    reportedAt: fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }),
    grams: fc.string({ unit: fc.constantFrom(...'雨水箅子断裂垃圾') }).map((text) => gramsOf(text)),
  })
  const metres = fc.double({ min: 0, max: 200, noNaN: true })

  it('is the same both ways, from 0 to 1 in every part', () => {
    fc.assert(
      fc.property(compared, compared, metres, (a, b, far) => {
        const one = likeness(a, b, far, 50, 15)
        expect(one).toEqual(likeness(b, a, far, 50, 15))
        for (const part of Object.values(one)) {
          expect(part).toBeGreaterThanOrEqual(0)
          expect(part).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('never grows with distance or with the days between', () => {
    fc.assert(
      fc.property(compared, compared, metres, metres, (a, b, near, more) => {
        expect(likeness(a, b, near + more, 50, 15).score).toBeLessThanOrEqual(likeness(a, b, near, 50, 15).score)
        const soon: Compared = { ...b, reportedAt: a.reportedAt }
        expect(likeness(a, b, near, 50, 15).score).toBeLessThanOrEqual(likeness(a, soon, near, 50, 15).score)
      }),
    )
  })

  it('is whole for the very same', () => {
    const one = { typeCode: 'C0104', reportedAt: MONDAY, grams: gramsOf('雨水箅子断裂') }
    expect(likeness(one, one, 0, 50, 15).score).toBeCloseTo(1, 10)
  })

  it('is half for another type of the same class, or for none', () => {
    const of = (typeCode: string | null): Compared => ({ typeCode, reportedAt: MONDAY, grams: [] })
    expect([
      likeness(of('C0104'), of('C0137'), 0, 50, 15).type,
      likeness(of('C0104'), of('C0204'), 0, 50, 15).type,
      likeness(of(null), of('C0104'), 0, 50, 15).type,
    ]).toEqual([0.5, 0, 0.5])
  })
})

describe('a report outside the grid of the case beside it', () => {
  it('still meets an open case across the border', () =>
    withRollback(async (tx) => {
      const [lon, lat] = city.middle('1.1.1.1')
      const actor = city.actorOf('1-centre.acceptor', MONDAY)
      const border = { lon: lon + 0.005, lat }
      const { id } = await report(tx, city, actor, { ...KNOWN, lon: border.lon - 0.0001, lat })
      const found = await hints(tx, { lon: border.lon + 0.0001, lat })
      expect(found.map((hint) => hint.id)).toEqual([id])
    }))
})
