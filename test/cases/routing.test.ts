import { beforeAll, describe, expect, it } from 'vitest'
import { proposeUnit } from '#cases/propose-unit.ts'
import { listEvents } from '#cases/queries.ts'
import { setComponents } from '#cases/queries-registers.ts'
import type { Db } from '#platform/db.ts'
import { act, report } from '../support/cases.ts'
import type { SmallCity } from '../support/city.ts'
import { withRollback } from '../support/database.ts'
import { beginStory, openCommonCity } from './drive.ts'

let city: SmallCity
beforeAll(async () => {
  city = await openCommonCity()
})

const DAY = '2026-03-02'
const COMPONENT = 'BZ-0001'

/** A component of the register in grid 1.1.1.1, owned and maintained by the units of these keys. */
async function register(tx: Db, ownerKey: string | null, maintainerKey: string | null = null): Promise<void> {
  const [lon, lat] = city.middle('1.1.1.1')
  const idOf = (key: string | null) => (key === null ? null : city.unit(key).id)
  await setComponents(tx, [
    {
      cityId: city.cityId, code: COMPONENT, typeCode: 'C0104', name: '雨水箅子', gridCode: null, lon, lat, supervisingUnitId: null,
      ownerUnitId: idOf(ownerKey), maintenanceUnitId: idOf(maintainerKey), state: 'intact', initialDate: null, changeDate: null, dataSource: '', note: '',
    },
  ]) // biome-ignore format: a row
}

/** What routing proposes for a problem of a type at a place, as the acceptor of the district takes it in. */
async function proposed(tx: Db, place: string, typeCode: string, componentCode: string | null = null) {
  const [lon, lat] = city.middle(place)
  const actor = city.actorOf(`${place[0]}-centre.acceptor`, new Date(`${DAY}T01:00:00Z`))
  const { id } = await report(tx, city, actor, { lon, lat, componentCode, typeCode, conditionNumber: 1 })
  const story = await tx.selectFrom('case').selectAll().where('cityId', '=', city.cityId).where('id', '=', id).executeTakeFirstOrThrow()
  return proposeUnit(tx, story, DAY)
}

const chosen = (key: string) => {
  const { id, name, nameEn } = city.unit(key)
  return { unitId: id, unitName: name, unitNameEn: nameEn }
}

describe('a component', () => {
  it('goes to its owner first, and says so', () =>
    withRollback(async (tx) => {
      await register(tx, '1-transport')
      const { steps, ...unit } = await proposed(tx, '1.1.1.1', 'C0104', COMPONENT)
      expect(unit).toEqual(chosen('1-transport'))
      expect(steps).toMatchObject([{ rule: 10, basis: 'owner', outcome: 'chosen', ...chosen('1-transport') }])
    }))

  it('goes to who maintains it when the owner is not known', () =>
    withRollback(async (tx) => {
      await register(tx, null, '1-parks')
      expect(await proposed(tx, '1.1.1.1', 'C0104', COMPONENT)).toMatchObject(chosen('1-parks'))
    }))

  it.each([
    ['is in no register', null],
    ['has a register entry without owner', COMPONENT],
  ])("goes to the territory's department when it %s, and says what was tried", (_what, code) =>
    withRollback(async (tx) => {
      await register(tx, null)
      const { steps, ...unit } = await proposed(tx, '1.1.1.1', 'C0104', code)
      expect(unit).toEqual(chosen('1-water'))
      expect(steps).toMatchObject([
        { basis: 'owner', outcome: 'no_owner_known', unitId: null },
        { basis: 'territory', duty: 'water', level: 'district', outcome: 'chosen', ...chosen('1-water') },
      ])
      expect(steps.every(({ reason }) => reason.length > 5)).toBe(true)
    }),
  )

  it('goes to no owner that is dissolved', () =>
    withRollback(async (tx) => {
      await register(tx, '1-transport')
      await tx
        .updateTable('unit')
        .set({ validTo: DAY })
        .where('cityId', '=', city.cityId)
        .where('id', '=', city.unit('1-transport').id)
        .execute()
      expect(await proposed(tx, '1.1.1.1', 'C0104', COMPONENT)).toMatchObject(chosen('1-water'))
    }))
})

describe('an event', () => {
  it('goes to the territory first, whoever owns the component beside it', () =>
    withRollback(async (tx) => {
      await register(tx, '1-transport')
      const { steps } = await proposed(tx, '1.1.1.1', 'E0410', COMPONENT)
      expect(steps[0]).toMatchObject({ basis: 'territory', duty: 'urban-management' })
    }))

  it('is tried rule by rule until one names a unit that exists there', () =>
    withRollback(async (tx) => {
      const { steps, unitId } = await proposed(tx, '1.1.1.1', 'E0410')
      const outcomes = steps.map(({ outcome }) => outcome)
      expect(outcomes.slice(0, -1).every((outcome) => outcome !== 'chosen')).toBe(true)
      expect(outcomes.at(-1)).toBe('chosen')
      expect(unitId).toBe(steps.at(-1)?.unitId)
      expect(steps.map(({ rule }) => rule)).toEqual(steps.map(({ rule }) => rule).toSorted((a, b) => a - b))
    }))
})

describe('the place', () => {
  it('decides between two districts', () =>
    withRollback(async (tx) => {
      expect(await proposed(tx, '1.2.2.1', 'C0104')).toMatchObject(chosen('1-water'))
      expect(await proposed(tx, '2.1.1.1', 'C0104')).toMatchObject(chosen('2-water'))
    }))

  it('puts the department of the zone before that of the district, inside the zone only', () =>
    withRollback(async (tx) => {
      const give = (from: string, to: string | null) =>
        tx.updateTable('unit').set({ duty: to }).where('cityId', '=', city.cityId).where('duty', '=', from).execute()
      await give('water', null)
      await give('urban-management', 'water')
      expect(await proposed(tx, '2.2.1.1', 'C0104')).toMatchObject(chosen('zone-urban-management'))
      expect(await proposed(tx, '2.1.1.1', 'C0104')).toMatchObject(chosen('2-urban-management'))
    }))

  it('without any unit of the duty leaves the proposal empty, with its steps', () =>
    withRollback(async (tx) => {
      await tx.updateTable('unit').set({ validTo: DAY }).where('cityId', '=', city.cityId).where('kind', '!=', 'centre').execute()
      const { steps, unitId, unitName } = await proposed(tx, '1.1.1.1', 'C0104')
      expect({ unitId, unitName }).toEqual({ unitId: null, unitName: null })
      expect(steps.length).toBeGreaterThan(1)
      expect(new Set(steps.map(({ outcome }) => outcome))).toEqual(new Set(['no_owner_known', 'no_unit_here']))
    }))
})

describe('the dispatch', () => {
  it('keeps what routing had proposed beside what was chosen', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).upTo('filed', { typeCode: 'C0104', conditionNumber: 1 })
      await story.do('1-centre.dispatcher', 'dispatch', { unitId: city.unit('1-parks').id, reason: '就近' })
      const [last] = (await listEvents(tx, city.cityId, story.id)).slice(-1)
      expect(JSON.parse(last?.data ?? '{}').given).toMatchObject({
        unitId: city.unit('1-parks').id,
        reason: '就近',
        proposal: { ...chosen('1-water') },
      })
    }))

  it('knows nothing to propose before the type is known', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx)
      expect(await proposeUnit(tx, await story.row(), DAY)).toEqual({ unitId: null, unitName: null, unitNameEn: null, steps: [] })
      await act(tx, story.as('1-centre.acceptor'), story.id, 'accept', { typeCode: 'C0104', conditionNumber: 1 })
      expect((await proposeUnit(tx, await story.row(), DAY)).unitId).toBe(city.unit('1-water').id)
    }))
})
