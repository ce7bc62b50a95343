import { beforeAll, describe, expect, it } from 'vitest'
import { findDuplicates } from '#cases/find-duplicates.ts'
import { setComponents, setShopfronts } from '#cases/queries-registers.ts'
import { viewRelated } from '#cases/view-related.ts'
import type { Db } from '#platform/db.ts'
import { act, MONDAY, minutesLater, report, storePhoto } from '../support/cases.ts'
import type { SmallCity } from '../support/city.ts'
import { withRollback } from '../support/database.ts'
import { beginStory, type CaseStory, openCommonCity } from './drive.ts'

let city: SmallCity
let here: readonly [number, number]
beforeAll(async () => {
  city = await openCommonCity()
  here = city.middle('1.1.1.1') as [number, number]
})

const GRATE = { typeCode: 'C0104', conditionNumber: 1 }
/** A point some metres to the north: a degree of latitude is about 110.77 km here. */
const north = (metres: number) => ({ lon: here[0], lat: here[1] + metres / 110_770 })
const related = async (story: CaseStory, person = '1-centre.acceptor', days = 0) =>
  viewRelated(story.tx, story.city.actorOf(person, new Date(MONDAY.getTime() + days * 86_400_000)), story.id)
const told = (found: Awaited<ReturnType<typeof related>>) => found.map(({ id, relation }) => [id, relation])

const PLACE = { cityId: '', gridCode: null, lon: 0, lat: 0 }
const registers = async (tx: Db) => {
  const place = { ...PLACE, cityId: city.cityId, lon: here[0], lat: here[1] }
  const units = { supervisingUnitId: null, ownerUnitId: null, maintenanceUnitId: null }
  const dates = { initialDate: null, changeDate: null, dataSource: '', note: '' }
  await setComponents(tx, [{ ...place, ...units, ...dates, code: 'GRATE-1', typeCode: 'C0104', name: '雨水箅子', state: 'intact' }])
  await setShopfronts(tx, [{ ...place, code: 'SHOP-1', name: '小店', address: '双桥路', duties: [], signedOn: null, state: 'open' }])
}

describe('the cases beside one', () => {
  it('are those of its type close by, nearest first, open or ended within thirty days', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx, GRATE)
      const far = await beginStory(tx, { ...GRATE, ...north(40) })
      const near = await beginStory(tx, { ...GRATE, ...north(10) })
      const closed = await (await beginStory(tx, { ...GRATE, ...north(5) })).upTo('closed', GRATE)
      const outside = await beginStory(tx, { ...GRATE, ...north(60) })
      const other = await beginStory(tx, { typeCode: 'E0110', conditionNumber: 1 })
      const voided = await beginStory(tx, GRATE)
      await voided.do('1-centre.duty-chief', 'void', { reason: '误报' })
      const found = await related(story)
      expect(told(found)).toEqual([near, far, closed].map(({ id }) => [id, 'nearby']))
      expect(found.map(({ metres }) => Math.round(metres))).toEqual([10, 40, 5])
      expect(found.map(({ id }) => id)).not.toContain(outside.id)
      expect(found.map(({ id }) => id)).not.toContain(other.id)
      expect(told(await related(story, '1-centre.acceptor', 31))).toEqual([near, far].map(({ id }) => [id, 'nearby']))
    }))

  it('are the primary, its others, and what was merged into it, before all else', () =>
    withRollback(async (tx) => {
      const primary = await beginStory(tx, GRATE)
      const first = await beginStory(tx, GRATE)
      const second = await beginStory(tx, GRATE)
      for (const copy of [first, second]) await copy.do('1-centre.acceptor', 'merge', { primaryCaseId: primary.id, reason: '重复' })
      expect(told(await related(primary)).sort()).toEqual([first, second].map(({ id }) => [id, 'merged']).sort())
      expect(told(await related(first))).toEqual([
        [primary.id, 'primary'],
        [second.id, 'merged'],
      ])
    }))

  it('are those at the same component or shopfront, whenever they ended', () =>
    withRollback(async (tx) => {
      await registers(tx)
      const old = await (await beginStory(tx, { componentCode: 'GRATE-1', at: minutesLater(-400 * 1440) })).upTo('closed')
      const shop = await beginStory(tx, { shopfrontCode: 'SHOP-1' })
      const story = await beginStory(tx, { componentCode: 'GRATE-1', shopfrontCode: 'SHOP-1' })
      expect(told(await related(story))).toEqual([
        [old.id, 'component'],
        [shop.id, 'shopfront'],
      ])
    }))

  it('come with their first photo of what was found, twelve at most, and only where one may see them', () =>
    withRollback(async (tx) => {
      const photo = await storePhoto(tx, city.actorOf('1-centre.acceptor', MONDAY))
      const shown = await beginStory(tx, { ...GRATE, ...north(1), photos: [photo] })
      for (let more = 0; more < 13; more += 1) await beginStory(tx, { ...GRATE, ...north(20) })
      const story = await (await beginStory(tx, GRATE)).upTo('dispatched', GRATE)
      const found = await related(story)
      expect(found).toHaveLength(12)
      expect(found[0]).toMatchObject({ id: shown.id, photoId: photo })
      expect(found[1]?.photoId).toBeNull()
      expect(Object.keys(found[0] ?? {})).not.toContain('reporterId')
      expect(await related(story, '1-water.handler')).toEqual([])
      await expect(related(story, '2-centre.acceptor')).rejects.toMatchObject({ code: 'case.not_found' })
    }))
})

describe('a hint of a duplicate', () => {
  const asked = { datum: 'wgs84', typeCode: 'C0104', text: '箅子断裂' } as const

  it('is for those who may see the case, with its photo, and leaves out the case worked on', () =>
    withRollback(async (tx) => {
      const acceptor = city.actorOf('1-centre.acceptor', MONDAY)
      const [after, before] = [await storePhoto(tx, city.actorOf('1-water.handler', MONDAY)), await storePhoto(tx, acceptor)]
      const known = await (await beginStory(tx, { ...GRATE, photos: [before] })).upTo('handling', GRATE)
      await known.do('1-water.handler', 'report-back', { result: '已修', photos: [after] })
      const mine = await report(tx, city, acceptor, { ...GRATE, ...north(2) })
      const hints = (actor = acceptor, excludeId?: string) => findDuplicates(tx, actor, { ...asked, ...north(2), excludeId })
      expect((await hints()).map(({ id, photoId }) => [id, photoId])).toEqual([
        [mine.id, null],
        [known.id, before],
      ])
      expect((await hints(acceptor, mine.id)).map(({ id }) => id)).toEqual([known.id])
      const reportsOnly = { ...city.actorOf('1.1-centre.acceptor', MONDAY), permissions: new Set(['case.report']) }
      expect(await hints(reportsOnly, mine.id)).toEqual([])
      await act(tx, acceptor, mine.id, 'merge', { primaryCaseId: known.id, reason: '重复' })
    }))
})
