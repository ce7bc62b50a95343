import { beforeAll, describe, expect, it } from 'vitest'
import type { Refusal } from '#cases/refusal.ts'
import { escalateCase } from '#cases/supervise-case.ts'
import { actorDirectory } from '#organisation/actor-directory.ts'
import { insertAppointments } from '#organisation/queries-posts.ts'
import { listUnitsByDuty } from '#organisation/queries-units.ts'
import type { Actor } from '#platform/actor.ts'
import { newId } from '#platform/identifier.ts'
import { act, report, storePhoto } from '../support/cases.ts'
import { withRollback } from '../support/database.ts'
import { beginStory, type CaseStory, openCommonCity, plainCity, type Step } from './drive.ts'

beforeAll(openCommonCity)

/** A refusal by name: where the case stands, what is tried, and the code it must be refused with. */
type Try = readonly [code: string, what: string, at: Step, attempt: (story: CaseStory) => Promise<unknown>]

const STANDARD = { typeCode: 'E0110', conditionNumber: 1 }
const inspector = (story: CaseStory, key: string) => ({ inspectorId: story.city.person(key).personId })
const unit = (story: CaseStory, key: string) => ({ unitId: story.city.unit(key).id })
const tryAs = (story: CaseStory, actor: Actor) => ({
  accept: () => act(story.tx, actor, story.id, 'accept', STANDARD),
  close: () => act(story.tx, actor, story.id, 'close', {}),
  check: () => act(story.tx, actor, story.id, 'check', { passed: true, finding: '已解决' }),
  receive: () => act(story.tx, actor, story.id, 'receive', {}),
})
const withMore = (actor: Actor, ...permissions: string[]): Actor => ({
  ...actor,
  permissions: new Set([...actor.permissions, ...permissions]),
})
const assist = (story: CaseStory, key: string) =>
  story.do('1-centre.dispatcher', 'co-handle', { parts: [{ ...unit(story, key), task: '配合' }] })
const list = (story: CaseStory, person: string) =>
  story.do(person, 'put-on-list', { ownerPostId: story.city.person('1-centre.supervisor').postId, reason: '重大' })
const askReturn = (story: CaseStory) => story.do('1-water.handler', 'request-return', { reason: 'not_ours', note: '不属我单位' })
const askMore = (story: CaseStory, value: number) =>
  story.do('1-water.handler', 'request-extension', { extra: { value, unit: 'work_hour' }, reason: '缺料' })
const suspendUntil = (story: CaseStory, days: number) =>
  story.do('1-water.handler', 'request-suspension', {
    until: new Date(story.at.getTime() + days * 86_400_000).toISOString(),
    reason: '雨季',
  })
const granted = { granted: true, ruling: '同意' }
const rate = { solved: true, satisfied: 5 }

const FORBIDDEN: readonly Try[] = [
  ['no_permission', 'a duty chief accepts', 'reported', (story) => story.do('1-centre.duty-chief', 'accept', STANDARD)],
  ['no_permission', 'a dispatcher closes', 'checked', (story) => story.do('1-centre.dispatcher', 'close', {})],
  [
    'outside_area',
    'an acceptor moved to another district accepts what they once reported',
    'reported',
    (story) => tryAs(story, { ...story.as('1-centre.acceptor'), areas: [story.city.code('2')] }).accept(),
  ],
  [
    'wrong_level',
    'the city’s acceptor accepts a case of a district',
    'reported',
    (story) => story.do('centre.acceptor', 'accept', STANDARD),
  ],
  [
    'wrong_level',
    'the street’s chief, who sees it, closes a case of a district',
    'checked',
    (story) => story.do('1.1-centre.duty-chief', 'close', {}),
  ],
  [
    'wrong_level',
    'the street’s leader urges a case of the district’s loop',
    'handling',
    (story) => story.do('1.1-centre.supervisor', 'urge', { text: '快' }),
  ],
  [
    'not_of_centre',
    'a department accepts, whatever its role holds',
    'dispatched',
    (story) => tryAs(story, withMore(story.as('1-water.handler'), 'case.accept', 'case.read')).accept(),
  ],
  [
    'not_your_unit',
    'another department receives',
    'dispatched',
    (story) => tryAs(story, withMore(story.as('1-parks.handler'), 'case.read')).receive(),
  ],
  [
    'not_your_unit',
    'the lead finishes a part it was not given',
    'handling',
    (story) => story.do('1-water.handler', 'finish-part', { result: '完成' }),
  ],
  [
    'not_named',
    'another inspector checks',
    'checking',
    (story) => story.do('1-centre.second-inspector', 'check', { passed: true, finding: '已解决' }),
  ],
  ['not_reporter', 'the city’s acceptor rates what the district reported', 'closed', (story) => story.do('centre.acceptor', 'rate', rate)],
  [
    'system_only',
    'a person escalates',
    'handling',
    async (story) =>
      escalateCase(story.tx, story.as('1-centre.supervisor'), {
        caseId: story.id,
        requestId: newId(),
        version: (await story.row()).version,
      }),
  ],
  [
    'handler_must_differ',
    'whoever handled it closes, in another post',
    'checked',
    (story) => tryAs(story, { ...story.as('1-centre.duty-chief'), personId: story.city.person('1-water.handler').personId }).close(),
  ],
  [
    'checker_must_differ',
    'whoever checked it closes, in another post',
    'checked',
    (story) => tryAs(story, { ...story.as('1-centre.duty-chief'), personId: story.city.person('1-centre.inspector').personId }).close(),
  ],
  [
    'handling_unit_must_differ',
    'a chief who also belongs to the unit closes',
    'checked',
    (story) =>
      tryAs(story, {
        ...story.as('1-centre.duty-chief'),
        memberOf: [story.city.unit('1-centre').id, story.city.unit('1-water').id],
      }).close(),
  ],
  [
    'handling_unit_must_differ',
    'an inspector who joined the unit since checks',
    'checking',
    (story) => tryAs(story, { ...story.as('1-centre.inspector'), memberOf: [story.city.unit('1-water').id] }).check(),
  ],
  [
    'handling_unit_must_differ',
    'a chief who also belongs to an assisting unit closes',
    'handling',
    async (story) => {
      await assist(story, '1-parks')
      await story.do('1-parks.handler', 'finish-part', { result: '完成' })
      await story.upTo('checked')
      return tryAs(story, { ...story.as('1-centre.duty-chief'), memberOf: [story.city.unit('1-parks').id] }).close()
    },
  ],
  [
    'handler_must_differ',
    'whoever handled an earlier round closes the next',
    'closed',
    async (story) => {
      await story.do('1-centre.duty-chief', 'reopen', { reason: '复发' })
      await story.do('1-centre.dispatcher', 'dispatch', unit(story, '1-parks'))
      await story.do('1-parks.handler', 'receive', {})
      await story.do('1-parks.handler', 'report-back', { result: '完成' })
      await story.upTo('checked')
      return tryAs(story, { ...story.as('1-centre.duty-chief'), personId: story.city.person('1-water.handler').personId }).close()
    },
  ],
  [
    'listed_above',
    'the district delists what the city listed',
    'handling',
    async (story) => {
      await list(story, 'centre.supervisor')
      return story.do('1-centre.supervisor', 'take-off-list', { reason: '完成' })
    },
  ],
  [
    'needs_rank',
    'a duty chief grants an extension longer than the limit',
    'handling',
    async (story) => {
      await askMore(story, 5)
      return story.do('1-centre.duty-chief', 'decide-extension', granted)
    },
  ],
]

const CONFLICTS: readonly Try[] = [
  ['wrong_stage', 'what is accepted is accepted', 'accepted', (story) => story.do('1-centre.acceptor', 'accept', STANDARD)],
  [
    'wrong_stage',
    'a case is voided once it is handled',
    'handling',
    (story) => story.do('1-centre.duty-chief', 'void', { reason: '误报' }),
  ],
  ['wrong_stage', 'a closed case is urged', 'closed', (story) => story.do('1-centre.supervisor', 'urge', { text: '快' })],
  [
    'request_waiting',
    'the unit receives while its return waits',
    'dispatched',
    async (story) => {
      await askReturn(story)
      return story.do('1-water.handler', 'receive', {})
    },
  ],
  [
    'request_waiting',
    'the unit asks twice',
    'handling',
    async (story) => {
      await askMore(story, 1)
      return suspendUntil(story, 5)
    },
  ],
  ['no_request_waiting', 'a chief rules on nothing', 'handling', (story) => story.do('1-centre.duty-chief', 'decide-return', granted)],
  [
    'no_request_waiting',
    'a chief rules on another kind of request',
    'handling',
    async (story) => {
      await askMore(story, 1)
      return story.do('1-centre.duty-chief', 'decide-suspension', granted)
    },
  ],
  [
    'listed_already',
    'a case is listed twice',
    'handling',
    async (story) => {
      await list(story, '1-centre.supervisor')
      return list(story, 'centre.supervisor')
    },
  ],
  [
    'not_listed',
    'a case is delisted that was not listed',
    'handling',
    (story) => story.do('1-centre.supervisor', 'take-off-list', { reason: '完成' }),
  ],
  [
    'parts_open',
    'the lead reports back before its assistant',
    'handling',
    async (story) => {
      await assist(story, '1-parks')
      return story.do('1-water.handler', 'report-back', { result: '完成' })
    },
  ],
  [
    'rated_already',
    'the reporter rates a round twice',
    'closed',
    async (story) => {
      await story.do('1-centre.acceptor', 'rate', rate)
      return story.do('1-centre.acceptor', 'rate', rate)
    },
  ],
  [
    'overdue',
    'an extension is asked for after the limit',
    'handling',
    (story) => {
      story.at = new Date(story.at.getTime() + 10 * 86_400_000)
      return askMore(story, 1)
    },
  ],
  [
    'too_many',
    'a third extension',
    'handling',
    async (story) => {
      for (const _ of [1, 2]) {
        await askMore(story, 1)
        await story.do('1-centre.duty-chief', 'decide-extension', granted)
      }
      return askMore(story, 1)
    },
  ],
  [
    'too_many',
    'a second suspension',
    'handling',
    async (story) => {
      await suspendUntil(story, 5)
      await story.do('1-centre.duty-chief', 'decide-suspension', granted)
      await story.do('1-centre.duty-chief', 'resume', {})
      return suspendUntil(story, 5)
    },
  ],
  [
    'no_level',
    'the city refers up',
    'filed',
    async (story) => {
      await story.do('1-centre.dispatcher', 'request-up', { reason: '市管' })
      return story.do('centre.dispatcher', 'request-up', { reason: '省管' })
    },
  ],
  [
    'window_over',
    'the reporter reopens after the window',
    'closed',
    (story) => {
      story.at = new Date(story.at.getTime() + 15 * 86_400_000 + 1)
      return story.do('1-centre.acceptor', 'rate', { solved: false, satisfied: 1, reopen: true })
    },
  ],
  ['stale', 'somebody has moved the case meanwhile', 'accepted', (story) => story.do('1-centre.duty-chief', 'file', {}, { version: 1 })],
]

const INVALID: readonly Try[] = [
  [
    'unknown_type',
    'a type the catalogue lacks',
    'reported',
    (story) => story.do('1-centre.acceptor', 'accept', { typeCode: 'E9999', conditionNumber: 1 }),
  ],
  [
    'unknown_condition',
    'a condition the type lacks',
    'reported',
    (story) => story.do('1-centre.acceptor', 'accept', { typeCode: 'E0110', conditionNumber: 99 }),
  ],
  [
    'needs_type',
    'a case found real, but not what it is, is filed',
    'reported',
    async (story) => {
      await story.do('1-centre.acceptor', 'send-verify', inspector(story, '1-centre.inspector'))
      await story.do('1-centre.inspector', 'verify', { real: true, finding: '属实' })
      return story.do('1-centre.duty-chief', 'file', {})
    },
  ],
  ['unknown_unit', 'a unit there is not', 'filed', (story) => story.do('1-centre.dispatcher', 'dispatch', { unitId: newId() })],
  [
    'unknown_unit',
    'a unit dissolved today',
    'filed',
    async (story) => {
      await story.tx
        .updateTable('unit')
        .set({ validTo: '2026-03-02' })
        .where('cityId', '=', story.city.cityId)
        .where('id', '=', story.city.unit('1-water').id)
        .execute()
      return story.do('1-centre.dispatcher', 'dispatch', unit(story, '1-water'))
    },
  ],
  [
    'unknown_unit',
    'an assistant that is no unit',
    'handling',
    (story) => story.do('1-centre.dispatcher', 'co-handle', { parts: [{ unitId: newId(), task: '配合' }] }),
  ],
  [
    'unit_outside',
    'a department of the other district',
    'filed',
    (story) => story.do('1-centre.dispatcher', 'dispatch', unit(story, '2-water')),
  ],
  [
    'unit_outside',
    'the department of a zone the case does not lie in',
    'filed',
    (story) => story.do('1-centre.dispatcher', 'dispatch', unit(story, 'zone-urban-management')),
  ],
  [
    'unit_above',
    'a department of the city, by the district',
    'filed',
    (story) => story.do('1-centre.dispatcher', 'dispatch', unit(story, 'water')),
  ],
  [
    'unit_is_centre',
    'the centre that will close it',
    'filed',
    (story) => story.do('1-centre.dispatcher', 'dispatch', unit(story, '1-centre')),
  ],
  [
    'unit_is_centre',
    'the centre of another level',
    'filed',
    (story) => story.do('1-centre.dispatcher', 'dispatch', unit(story, '1.1-centre')),
  ],
  ['no_parts', 'the lead as its own assistant', 'handling', (story) => assist(story, '1-water')],
  [
    'no_parts',
    'an assistant twice',
    'handling',
    async (story) => {
      await assist(story, '1-parks')
      return assist(story, '1-parks')
    },
  ],
  [
    'unknown_inspector',
    'somebody who is no inspector',
    'handled',
    (story) => story.do('1-centre.acceptor', 'send-check', inspector(story, '1-centre.dispatcher')),
  ],
  [
    'unknown_inspector',
    'an inspector of another district',
    'handled',
    (story) => story.do('1-centre.acceptor', 'send-check', inspector(story, '2-centre.inspector')),
  ],
  [
    'unknown_post',
    'an owner post there is not',
    'handling',
    (story) => story.do('1-centre.supervisor', 'put-on-list', { ownerPostId: newId(), reason: '重大' }),
  ],
  [
    'unknown_photo',
    'a photo of somebody else',
    'handling',
    async (story) => {
      const photo = await storePhoto(story.tx, story.as('1-parks.handler'))
      return story.do('1-water.handler', 'report-back', { result: '完成', photos: [photo] })
    },
  ],
  ['bad_until', 'a suspension until yesterday', 'handling', (story) => suspendUntil(story, -1)],
  ['bad_until', 'a suspension for longer than a year', 'handling', (story) => suspendUntil(story, 366)],
  [
    'bad_until',
    'a suspension granted when its day has come',
    'handling',
    async (story) => {
      await suspendUntil(story, 1)
      story.at = new Date(story.at.getTime() + 86_400_000)
      return story.do('1-centre.duty-chief', 'decide-suspension', granted)
    },
  ],
  [
    'bad_primary',
    'a case merged into itself',
    'accepted',
    (story) => story.do('1-centre.acceptor', 'merge', { primaryCaseId: story.id, reason: '重复' }),
  ],
  [
    'bad_primary',
    'a case merged into none',
    'accepted',
    (story) => story.do('1-centre.acceptor', 'merge', { primaryCaseId: newId(), reason: '重复' }),
  ],
  [
    'bad_primary',
    'a case merged into one that the acceptor may not see',
    'accepted',
    async (story) => {
      const [lon, lat] = story.city.middle('2.1.1.1')
      const { id } = await report(story.tx, story.city, story.as('2-centre.acceptor'), { lon, lat })
      return story.do('1-centre.acceptor', 'merge', { primaryCaseId: id, reason: '重复' })
    },
  ],
  [
    'bad_primary',
    'a case merged into a merged one',
    'accepted',
    async (story) => {
      const [second, third] = [await beginStory(story.tx, { city: story.city }), await beginStory(story.tx, { city: story.city })]
      await second.do('1-centre.acceptor', 'merge', { primaryCaseId: third.id, reason: '重复' })
      return story.do('1-centre.acceptor', 'merge', { primaryCaseId: second.id, reason: '重复' })
    },
  ],
]

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
