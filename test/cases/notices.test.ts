import { beforeAll, describe, expect, it } from 'vitest'
import { NOTICE_KINDS, noticeText } from '#cases/notice-kinds.ts'
import { NOTICED_ACTIONS, noticesOf } from '#cases/notice-rules.ts'
import { countUnread, listNotices, setNoticesRead } from '#cases/queries-notices.ts'
import { noticeRoutes } from '#cases/routes-notices.ts'
import { sweepCases } from '#cases/sweep-cases.ts'
import { forgetNotices, NOTICE_MADE, tellOfCase } from '#cases/tell-of-case.ts'
import type { Actor } from '#platform/actor.ts'
import { handClock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import type { OutboxEvent } from '#platform/relay.ts'
import { mayHear } from '#platform/stream.ts'
import { subscriptions } from '#server/subscriptions.ts'
import { testDatabase, withRollback } from '../support/database.ts'
import { testApp } from '../support/http.ts'
import { beginStory, type CaseStory, openCommonCity, plainCity } from './drive.ts'
import { signInAs } from './sign-in-as.ts'

beforeAll(async () => {
  await openCommonCity()
})

const eventsOf = (tx: Db, cityId: string): Promise<OutboxEvent[]> =>
  tx.selectFrom('outbox').select(['cityId', 'id', 'topic', 'subjectId', 'data', 'at']).where('cityId', '=', cityId).orderBy('id').execute()

/** Hands everything that was announced of a case to its handlers, as the relay does. */
async function handOn(tx: Db, story: CaseStory): Promise<void> {
  for (const event of await eventsOf(tx, story.city.cityId))
    if (event.subjectId === story.id) for (const handler of subscriptions[event.topic] ?? []) await handler(tx, event)
}

const kindsFor = async (story: CaseStory, person: string): Promise<string[]> =>
  (await listNotices(story.tx, story.as(person), undefined, 50)).map(({ kind }) => kind)

async function told(story: CaseStory, person: string): Promise<string[]> {
  await handOn(story.tx, story)
  return kindsFor(story, person)
}

const HANDLER = '1-water.handler'
const soon = (story: CaseStory): string => new Date(story.at.getTime() + 86_400_000).toISOString()

describe('a unit is told', () => {
  it('of urging, listing and rework, newest first, and the owner of the listing too', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx, { policy: {} })).upTo('handling')
      await story.do('centre.supervisor', 'urge', { text: '请尽快' })
      story.when('2026-03-02 10:00')
      const ownerPostId = story.city.person('1-centre.supervisor').postId
      await story.do('centre.supervisor', 'put-on-list', { ownerPostId, reason: '群众反映强烈' })
      story.when('2026-03-02 11:00')
      await story.upTo('checking')
      await story.do('1-centre.inspector', 'check', { passed: false, finding: '未修好' })
      expect(await told(story, HANDLER)).toEqual(['reworked', 'listed', 'urged'])
      expect(await kindsFor(story, '1-centre.supervisor')).toEqual(['listed-owner'])
      for (const other of ['1-parks.handler', '2-water.handler', 'centre.supervisor']) expect(await kindsFor(story, other)).toEqual([])
    }))

  it.each([true, false])('of the rulings on what it asked for (granted: %s)', (granted) =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx, { policy: {} })).upTo('handling')
      const ruling = { granted, ruling: '已核实' }
      await story.do(HANDLER, 'request-extension', { extra: { value: 1, unit: 'work_hour' }, reason: '缺件' })
      await story.do('1-centre.duty-chief', 'decide-extension', ruling)
      story.when('2026-03-02 10:00')
      await story.do(HANDLER, 'request-return', { reason: 'not_ours', note: '非我单位' })
      await story.do('1-centre.duty-chief', 'decide-return', ruling)
      const how = granted ? 'granted' : 'refused'
      expect(await told(story, HANDLER)).toEqual([`return-${how}`, `extension-${how}`].slice(0, granted ? 1 : 2))
      const [first] = await listNotices(tx, story.as(HANDLER), undefined, 1)
      expect(first).toMatchObject({ mayOpen: !granted, number: (await story.row()).number, readAt: null })
    }),
  )

  it('of a suspension granted', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx, { policy: {} })).upTo('handling')
      await story.do(HANDLER, 'request-suspension', { until: soon(story), reason: '等待施工' })
      await story.do('1-centre.duty-chief', 'decide-suspension', { granted: true, ruling: '同意' })
      expect(await told(story, HANDLER)).toEqual(['suspension-granted'])
    }))
})

describe('a person is told', () => {
  it("when named to verify and to check, and no longer once it is another's", () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx, { policy: {} })
      const inspectorId = story.city.person('1-centre.inspector').personId
      await story.do('1-centre.acceptor', 'send-verify', { inspectorId })
      expect(await told(story, '1-centre.inspector')).toEqual(['named-to-verify'])
      expect(await kindsFor(story, '1-centre.second-inspector')).toEqual([])
    }))

  it('that a case they put on the list is closed, unless it was taken off before', () =>
    withRollback(async (tx) => {
      const city = await plainCity(tx)
      for (const takenOff of [false, true]) {
        const story = await (await beginStory(tx, { city })).upTo('handling')
        const ownerPostId = city.person('1-centre.supervisor').postId
        await story.do('centre.supervisor', 'put-on-list', { ownerPostId, reason: '重点' })
        if (takenOff) await story.do('centre.supervisor', 'take-off-list', { reason: '已缓解' })
        await story.upTo('closed')
        expect(await told(story, 'centre.supervisor')).toEqual(['listed-closed'])
      }
    }))

  it('nothing of what they did themselves', () => {
    const facts = { action: 'close', given: {}, set: {}, leadUnitId: null, listedBy: 'the lister', escalatedTo: [] } as const
    expect(noticesOf({ ...facts, personId: 'somebody else' })).toMatchObject([{ kind: 'listed-closed', to: { id: 'the lister' } }])
    expect(noticesOf({ ...facts, personId: 'the lister' })).toEqual([])
  })
})

it('posts that supervise at the level of the rung hear of an escalation, over the place alone', async () => {
  const { db } = await testDatabase()
  const city = await plainCity(db)
  const story = await (await beginStory(db, { city })).upTo('handling')
  story.at = new Date('2026-03-20T02:00:00Z')
  expect(await sweepCases(db, story.at, city.cityId)).toMatchObject({ escalated: 1 })
  expect(await told(story, '1-centre.supervisor')).toEqual(['escalated'])
  for (const other of ['2-centre.supervisor', 'centre.supervisor', '1-centre.duty-chief', '1.1-centre.supervisor', HANDLER])
    expect(await kindsFor(story, other), other).toEqual([])
})

it('an event handed on twice tells nobody twice, and each notice is announced once, to the addressed alone', () =>
  withRollback(async (tx) => {
    const story = await (await beginStory(tx, { policy: {} })).upTo('handling')
    await story.do('centre.supervisor', 'urge', { text: '请尽快' })
    await handOn(tx, story)
    await handOn(tx, story)
    expect(await kindsFor(story, HANDLER)).toEqual(['urged'])
    const made = (await eventsOf(tx, story.city.cityId)).filter(({ topic }) => topic === NOTICE_MADE)
    const [notice] = await listNotices(tx, story.as(HANDLER), undefined, 1)
    expect(made).toMatchObject([{ subjectId: notice?.id, data: { kind: 'urged' } }])
    expect(JSON.stringify(made)).not.toContain(story.id)
    const hears = (actor: Actor): boolean => made.every((event) => mayHear(actor, event))
    expect(hears(story.as(HANDLER))).toBe(true)
    for (const other of ['1-parks.handler', '1-centre.duty-chief', 'centre.supervisor']) expect(hears(story.as(other)), other).toBe(false)
  }))

it('handlers, who may read the cases of their unit alone, hear of those in the stream and of no others', () =>
  withRollback(async (tx) => {
    const story = await (await beginStory(tx, { policy: {} })).upTo('handling')
    const hearers = (topic: string, event: OutboxEvent): boolean[] =>
      [HANDLER, '1-parks.handler'].map((person) => event.topic === topic && mayHear(story.as(person), event))
    const events = await eventsOf(tx, story.city.cityId)
    expect([...story.as(HANDLER).permissions]).not.toContain('case.read')
    for (const topic of ['case.dispatch', 'case.receive'])
      expect(events.filter((event) => event.topic === topic).map((event) => hearers(topic, event))).toEqual([[true, false]])
    for (const topic of ['case.report', 'case.accept', 'case.file'])
      expect(events.filter((event) => event.topic === topic).map((event) => hearers(topic, event))).toEqual([[false, false]])
  }))

it('the unit a case leaves hears that it does, and nothing after that', () =>
  withRollback(async (tx) => {
    const story = await (await beginStory(tx, { policy: {} })).upTo('handling')
    await story.do('1-centre.dispatcher', 'redispatch', { unitId: story.city.unit('1-parks').id, reason: '权属更正' })
    await story.do('1-parks.handler', 'receive', {})
    const events = (await eventsOf(tx, story.city.cityId)).slice(-2)
    expect(events.map(({ topic }) => topic)).toEqual(['case.redispatch', 'case.receive'])
    expect(events.map((event) => mayHear(story.as(HANDLER), event))).toEqual([true, false])
    expect(events.map((event) => mayHear(story.as('1-parks.handler'), event))).toEqual([true, true])
  }))

it('are kept for a time, with their marks', () =>
  withRollback(async (tx) => {
    const story = await (await beginStory(tx, { policy: {} })).upTo('handling')
    await story.do('centre.supervisor', 'urge', { text: '请尽快' })
    await handOn(tx, story)
    const handler = story.as(HANDLER)
    await setNoticesRead(tx, handler, handler.personId ?? '', { upTo: (await listNotices(tx, handler, undefined, 1))[0]?.id ?? '' })
    await forgetNotices(tx, story.at)
    expect(await kindsFor(story, HANDLER)).toEqual(['urged'])
    await forgetNotices(tx, new Date(story.at.getTime() + 1))
    expect(await kindsFor(story, HANDLER)).toEqual([])
    expect(await tx.selectFrom('noticeRead').selectAll().where('cityId', '=', handler.cityId).execute()).toEqual([])
  }))

it('are paged, counted and marked read over HTTP, each person for themselves', async () => {
  const { db } = await testDatabase()
  const city = await plainCity(db)
  const story = await (await beginStory(db, { city })).upTo('handling')
  for (let count = 0; count < 5; count += 1) await story.do('centre.supervisor', 'urge', { text: `第${count}次` })
  await handOn(db, story)
  const app = await testApp({ cityId: city.cityId, routes: noticeRoutes, clock: handClock(story.at) })
  const headers = await signInAs(db, city, HANDLER, story.at)
  const get = async (query: string) => (await app.inject({ url: `/api/notices${query}`, headers })).json()
  const mark = async (payload: object) => (await app.inject({ method: 'POST', url: '/api/notices/read', payload, headers })).json()
  const first = await get('?limit=2')
  expect(first).toMatchObject({ unread: 5, notices: [{ kind: 'urged', read: false, mayOpen: true, caseId: story.id }, {}] })
  const rest = await get(`?limit=9&after=${first.next}`)
  expect([rest.notices.length, rest.next]).toEqual([3, null])
  const ids = [...first.notices, ...rest.notices].map(({ id }: { id: string }) => id)
  expect(ids).toEqual([...ids].sort().reverse())
  expect(await mark({ ids: [ids[0], newId()] })).toEqual({ unread: 4 })
  expect(await mark({ upTo: ids[2] })).toEqual({ unread: 1 })
  expect(await mark({ upTo: ids[2] })).toEqual({ unread: 1 })
  expect((await get('')).notices.map(({ read }: { read: boolean }) => read)).toEqual([true, false, true, true, true])
  expect(await mark({})).toMatchObject({ status: 400, code: 'request.invalid' })
  expect(await countUnread(db, { ...story.as(HANDLER), personId: story.as('centre.supervisor').personId })).toBe(5)
  const stranger = await app.inject({ url: '/api/notices', headers: await signInAs(db, city, '1-parks.handler', story.at) })
  expect(stranger.json()).toEqual({ notices: [], next: null, unread: 0 })
  await app.close()
})

it('have words in both languages for every kind, with the number in them', () => {
  for (const kind of NOTICE_KINDS) for (const text of Object.values(noticeText(kind, '530111-1'))) expect(text).toContain('530111-1')
  for (const action of NOTICED_ACTIONS) expect(subscriptions[`case.${action}`]).toContain(tellOfCase)
})
