import { beforeAll, describe, expect, it } from 'vitest'
import type { Refusal } from '#cases/refusal.ts'
import { actorDirectory } from '#organisation/actor-directory.ts'
import { insertAppointments } from '#organisation/queries-posts.ts'
import { listUnitsByDuty } from '#organisation/queries-units.ts'
import { newId } from '#platform/identifier.ts'
import { act, report } from '../support/cases.ts'
import { withRollback } from '../support/database.ts'
import { beginStory, type CaseStory, openCommonCity, plainCity } from './drive.ts'
import { STANDARD, type Try, tryAs, unit } from './refusal-try.ts'
import { CONFLICTS } from './refusals-conflict.ts'
import { FORBIDDEN } from './refusals-forbidden.ts'
import { INVALID } from './refusals-invalid.ts'

beforeAll(openCommonCity)

async function refusalOfTry([, , at, attempt]: Try): Promise<unknown> {
  return withRollback(async (tx) => {
    const story = await (await beginStory(tx)).upTo(at)
    return attempt(story).then(
      () => 'was done',
      (error: unknown) => error,
    )
  })
}

describe.each([
  [403, FORBIDDEN],
  [409, CONFLICTS],
  [422, INVALID],
] as const)('%i', (status, tries) => {
  it.each(tries)('%s: %s', async (...each) => {
    const text = { zh: expect.stringMatching(/[一-龥]/), en: expect.stringMatching(/[a-z]/) }
    expect(await refusalOfTry(each)).toMatchObject({ code: `case.${each[0]}`, status, text })
  })
})

/** Complete by type: a new refusal does not compile until it is named here, and fails until it is tried above. */
const ALL: Record<Refusal, true> = {
  wrong_stage: true, no_permission: true, outside_area: true, wrong_level: true, not_of_centre: true, not_your_unit: true, not_named: true, not_reporter: true, system_only: true,
  request_waiting: true, no_request_waiting: true, handler_must_differ: true, checker_must_differ: true, handling_unit_must_differ: true, listed_already: true, not_listed: true,
  listed_above: true, parts_open: true, rated_already: true,
} // biome-ignore format: a list

describe('the refusals', () => {
  it('are all tried', () => {
    const tried = new Set([...FORBIDDEN, ...CONFLICTS, ...INVALID].map(([code]) => code))
    expect(Object.keys(ALL).filter((refusal) => !tried.has(refusal))).toEqual([])
  })
})

describe('a report', () => {
  it.each([
    ['case.outside_city', 422, '1-centre.acceptor', { lon: 103.5, lat: 26 }],
    ['case.unknown_type', 422, '1-centre.acceptor', { typeCode: 'E9999', conditionNumber: 1 }],
    ['case.no_permission', 403, '1-water.handler', {}],
    ['case.outside_area', 403, '2-centre.acceptor', {}],
  ] as const)('is refused with %s (%i)', (code, status, person, fields) =>
    withRollback(async (tx) => {
      const { city, at } = await beginStory(tx)
      await expect(report(tx, city, city.actorOf(person, at), fields)).rejects.toMatchObject({ code, status })
    }),
  )

  it('is refused where no catalogue is in force yet', () =>
    withRollback(async (tx) => {
      const { city, at } = await beginStory(tx)
      const early = { ...city.actorOf('1-centre.acceptor', at), at: new Date('1999-12-30T00:00:00Z') }
      await tx.updateTable('grid').set({ validFrom: '1990-01-01' }).where('cityId', '=', city.cityId).execute()
      await expect(report(tx, city, early, { typeCode: 'E0110', conditionNumber: 1 })).rejects.toMatchObject({
        code: 'case.no_catalogue',
        status: 422,
      })
    }))
})

describe('photos a city demands', () => {
  it.each([
    ['report-back', 'handling', (story: CaseStory) => story.do('1-water.handler', 'report-back', { result: '完成' })],
    ['check', 'checking', (story: CaseStory) => story.do('1-centre.inspector', 'check', { passed: true, finding: '已解决' })],
  ] as const)('are needed for %s', (step, at, attempt) =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx, { policy: { photoRequired: [step] } })).upTo(at)
      await expect(attempt(story)).rejects.toMatchObject({ code: 'case.needs_photo', status: 422 })
    }),
  )
})

describe('separation of duties', () => {
  it('holds for a real person with two posts, whichever is active', () =>
    withRollback(async (tx) => {
      const city = await plainCity(tx)
      const handler = city.person('1-water.handler')
      const chief = city.person('1-centre.duty-chief')
      const second = {
        cityId: city.cityId,
        id: newId(),
        personId: handler.personId,
        postId: chief.postId,
        kind: 'deputy' as const,
        validFrom: city.since,
        validTo: null,
      }
      await insertAppointments(tx, [second])
      const story = await (await beginStory(tx, { city })).upTo('checked')
      const actor = await actorDirectory.loadActor(tx, { cityId: city.cityId, personId: handler.personId, postId: chief.postId }, story.at)
      if (!actor) throw new Error('the deputy was not found')
      expect([...actor.memberOf].sort()).toEqual([city.unit('1-water').id, city.unit('1-centre').id].sort())
      await expect(tryAs(story, actor).close()).rejects.toMatchObject({ code: 'case.handler_must_differ', status: 403 })
      await story.do('1-centre.duty-chief', 'close', {})
    }))

  it('refuses to send an inspector of the handling unit, or one who handled it', () =>
    withRollback(async (tx) => {
      const city = await plainCity(tx)
      const { personId } = city.person('1-water.handler')
      const { postId } = city.person('1-centre.inspector')
      await insertAppointments(tx, [
        { cityId: city.cityId, id: newId(), personId, postId, kind: 'deputy', validFrom: city.since, validTo: null },
      ])
      const story = await (await beginStory(tx, { city })).upTo('handled')
      await expect(story.do('1-centre.acceptor', 'send-check', { inspectorId: personId })).rejects.toMatchObject({
        code: 'case.inspector_of_unit',
        status: 422,
      })
    }))

  it('does not let whoever reported a case verify it', () =>
    withRollback(async (tx) => {
      const { city, at } = await beginStory(tx)
      const { id } = await report(tx, city, city.actorOf('1-centre.inspector', at), { origin: 'inspector' })
      const sent = act(tx, city.actorOf('1-centre.acceptor', at), id, 'send-verify', {
        inspectorId: city.person('1-centre.inspector').personId,
      })
      await expect(sent).rejects.toMatchObject({ code: 'case.inspector_reported', status: 422 })
    }))
})

describe('units a case may go to', () => {
  it.each(['1-water', '1-urban-management', '1.1-office', '1.1.1-team', '1.1.1-workstation'])(
    'takes in %s, and its level becomes the level of the loop',
    (key) =>
      withRollback(async (tx) => {
        const story = await (await beginStory(tx)).upTo('filed')
        await story.do('1-centre.dispatcher', 'dispatch', unit(story, key))
        expect(await story.row()).toMatchObject({
          unitId: story.city.unit(key).id,
          loopLevel: story.city.unit(key).level,
          closingLevel: 'district',
        })
      }),
  )

  it('leaves out the workstation that will close the case itself', () =>
    withRollback(async (tx) => {
      const { city, at } = await beginStory(tx)
      const head = city.actorOf('1.1.1-workstation.head', at)
      const { id } = await report(tx, city, head, { ...STANDARD, origin: 'inspector' })
      await act(tx, head, id, 'file', {})
      await expect(act(tx, head, id, 'dispatch', { unitId: city.unit('1.1.1-workstation').id })).rejects.toMatchObject({
        code: 'case.unit_is_centre',
      })
      await act(tx, head, id, 'dispatch', { unitId: city.unit('1.1.1-team').id })
    }))

  it('takes in the unit of a zone for a case in the zone', () =>
    withRollback(async (tx) => {
      const { city, at } = await beginStory(tx)
      const [lon, lat] = city.middle('2.2.1.1')
      const acceptor = city.actorOf('2-centre.acceptor', at)
      const { id } = await report(tx, city, acceptor, { lon, lat })
      await act(tx, acceptor, id, 'accept', STANDARD)
      await act(tx, city.actorOf('2-centre.duty-chief', at), id, 'file', {})
      const zoneUnit = city.unit('zone-urban-management')
      const [nearest] = await listUnitsByDuty(tx, city.cityId, 'urban-management', city.code('2.2.1.1'), city.zoneCode, '2026-03-02')
      expect(nearest?.id).toBe(zoneUnit.id)
      await act(tx, city.actorOf('2-centre.dispatcher', at), id, 'dispatch', { unitId: zoneUnit.id })
    }))
})
