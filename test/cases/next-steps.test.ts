import { beforeAll, describe, expect, it } from 'vitest'
import { CasePage } from '#cases/contract.ts'
import { ENDED, isOpen, ruleOf, STAGES } from '#cases/lifecycle.ts'
import { NEXT_ACTIONS, nextActions } from '#cases/next-steps.ts'
import { listCases } from '#cases/queries-lists.ts'
import { refusalOf } from '#cases/refusal.ts'
import { viewNext } from '#cases/view-next.ts'
import { insertAppointments } from '#organisation/queries-posts.ts'
import { newId } from '#platform/identifier.ts'
import type { SmallCity } from '../support/city.ts'
import { testDatabase, withRollback } from '../support/database.ts'
import { beginStory, type CaseStory, localInstant, openCommonCity, plainCity } from './drive.ts'
import { LoopWalker } from './random-loop.ts'
import { askMore, askReturn, assist, inspector, suspendUntil, unit } from './refusal-try.ts'

beforeAll(openCommonCity)

const next = (story: CaseStory, person = '1-centre.acceptor') => viewNext(story.tx, story.as(person), story.id)
/** Action → the titles of the posts; in the small city a post's title is the key of the one person who holds it. */
const titles = async (story: CaseStory, person?: string) =>
  Object.fromEntries((await next(story, person)).steps.map(({ action, posts }) => [action, posts.map(({ title }) => title)]))

describe('what must happen next', () => {
  it('is in the table for every open stage, allowed from it, and nothing once a case has ended', () => {
    for (const stage of STAGES) {
      expect(NEXT_ACTIONS[stage].length > 0, stage).toBe(isOpen(stage))
      for (const action of NEXT_ACTIONS[stage]) expect(ruleOf(action).from, `${action} from ${stage}`).toContain(stage)
    }
    for (const stage of ENDED) expect(nextActions({ stage, pending: null, assisting: [], urgeDueAt: new Date() })).toEqual([])
  })

  it('names the post of the level and the area for each step of the loop', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx)
      expect(await titles(story)).toEqual({ accept: ['1-centre.acceptor'], 'send-verify': ['1-centre.acceptor'] })
      await story.upTo('accepted')
      expect(await titles(story)).toEqual({ file: ['1-centre.duty-chief'], decline: ['1-centre.duty-chief'] })
      await story.upTo('filed')
      expect(await titles(story)).toEqual({ dispatch: ['1-centre.dispatcher'] })
      await story.upTo('dispatched')
      expect(await titles(story)).toEqual({ receive: ['1-water.handler'] })
      await story.upTo('handling')
      expect(await titles(story)).toEqual({ 'report-back': ['1-water.handler'] })
      await story.upTo('checking')
      expect(await titles(story)).toEqual({ check: ['1-centre.inspector'] })
      await story.upTo('checked')
      expect(await titles(story)).toEqual({ close: ['1-centre.duty-chief'] })
      expect((await next(story, '1-centre.duty-chief')).steps).toMatchObject([{ mine: true, bySystem: false, more: 0 }])
      await story.upTo('closed')
      expect(await next(story)).toMatchObject({ steps: [], due: null })
    }))

  it('is the ruling while a request waits, by the rank an extension needs', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).upTo('dispatched')
      await askReturn(story)
      expect(await titles(story)).toEqual({ 'decide-return': ['1-centre.duty-chief', '1-centre.supervisor'] })
      expect(await next(story)).toMatchObject({ pending: 'return', since: story.at, due: null })
      await story.do('1-centre.duty-chief', 'decide-return', { granted: false, ruling: '属水务' })
      await story.upTo('handling')
      await askMore(story, 2)
      const rulers = ['1-centre.duty-chief', '1-centre.supervisor']
      expect(await titles(story)).toEqual({ 'decide-extension': rulers, 'report-back': ['1-water.handler'] })
      await story.do('1-centre.duty-chief', 'decide-extension', { granted: false, ruling: '不同意' })
      await askMore(story, 5)
      expect(await titles(story)).toMatchObject({ 'decide-extension': ['1-centre.supervisor'] })
    }))

  it('waits for whoever assists before the lead, and asks for the answer that an urging set a date for', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).upTo('handling')
      await assist(story, '1-parks')
      await story.do('1-centre.supervisor', 'urge', { text: '请抓紧', dueAt: new Date(story.at.getTime() + 1).toISOString() })
      expect(await titles(story)).toEqual({ 'finish-part': ['1-parks.handler'], 'reply-urge': ['1-water.handler'] })
    }))

  it('says by when, and by which clock', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).when('2026-03-02 09:00').upTo('filed')
      expect((await next(story)).due).toEqual({ at: localInstant('2026-03-02 09:15'), of: 'stage' })
      await story.upTo('handling')
      expect((await next(story)).due).toEqual({ at: localInstant('2026-03-02 15:00'), of: 'handling' })
      await suspendUntil(story, 5)
      await story.do('1-centre.duty-chief', 'decide-suspension', { granted: true, ruling: '同意' })
      const suspended = await next(story)
      expect(suspended.due).toEqual({ at: localInstant('2026-03-07 09:00'), of: 'suspension' })
      expect(suspended.steps).toMatchObject([{ action: 'resume', bySystem: true }])
    }))

  it("follows the loop to the level it was referred to, whose zone's posts have the area of the zone", () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).upTo('filed')
      await story.do('1-centre.dispatcher', 'refer-down', { reason: '街道可办' })
      expect(await titles(story)).toEqual({ dispatch: ['1.1-centre.dispatcher'] })
      await story.do('1.1-centre.dispatcher', 'request-up', { reason: '区管' })
      await story.do('1-centre.dispatcher', 'request-up', { reason: '市管' })
      expect(await titles(story)).toEqual({ dispatch: ['centre.dispatcher'] })
      await story.do('centre.dispatcher', 'dispatch', unit(story, '1-water'))
      expect(await titles(story)).toEqual({ receive: ['1-water.handler'] })
    }))

  it('names nobody who handled or checked it, nor a member of its unit', () =>
    withRollback(async (tx) => {
      const own = await plainCity(tx)
      const also = (person: string, post: string) => ({
        cityId: own.cityId, id: newId(), personId: own.person(person).personId, postId: own.person(post).postId, kind: 'deputy' as const, validFrom: own.since, validTo: null,
      }) // biome-ignore format: a row
      await insertAppointments(tx, [also('1-water.handler', '1-centre.duty-chief'), also('1-centre.inspector', '1-centre.duty-chief')])
      const holders = async (story: CaseStory) => (await next(story)).steps.flatMap(({ posts }) => posts.flatMap((post) => post.holders))
      const story = await (await beginStory(tx, { city: own })).upTo('accepted')
      expect(new Set(await holders(story)).size).toBe(3)
      await story.upTo('checked')
      const names = await tx
        .selectFrom('person')
        .select('name')
        .where('cityId', '=', own.cityId)
        .where('id', '=', own.person('1-centre.duty-chief').personId)
        .execute()
      expect(await holders(story)).toEqual(names.map(({ name }) => name))
    }))

  it('lists five posts and how many more, and masks names for those who do not read the area', () =>
    withRollback(async (tx) => {
      const own = await plainCity(tx)
      const handler = own.person('1-water.handler')
      const posts = Array.from({ length: 7 }, (_, index) => ({
        cityId: own.cityId, id: newId(), unitId: handler.unitId, roleCode: 'handler', title: `河道处置岗${index}`, titleEn: null, rank: 1, areaCodes: null, validFrom: own.since, validTo: null,
      })) // biome-ignore format: a row
      await tx.insertInto('post').values(posts).execute()
      await insertAppointments(tx, posts.slice(0, 6).map((post) => ({ cityId: own.cityId, id: newId(), personId: handler.personId, postId: post.id, kind: 'holder' as const, validFrom: own.since, validTo: null }))) // biome-ignore format: a row
      const story = await (await beginStory(tx, { city: own })).upTo('dispatched')
      const [step] = (await next(story)).steps
      expect([step?.posts.length, step?.more]).toEqual([5, 2])
      expect(step?.posts[0]?.holders[0]).toMatch(/^测试员\d+$/)
      const masked = (await next(story, '1-water.handler')).steps[0]?.posts[0]?.holders
      expect(masked).toEqual(['测**'])
    }))

  it('names the inspector who was sent, and is not told to those who may not see the case', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx)
      await story.do('1-centre.acceptor', 'send-verify', inspector(story, '1-centre.second-inspector'))
      expect(await titles(story)).toEqual({ verify: ['1-centre.second-inspector'] })
      await expect(next(story, '2-centre.acceptor')).rejects.toMatchObject({ code: 'case.not_found' })
    }))
})

describe('whoever is named', () => {
  it('may do it, and whoever may do it is named: over the cases of random people', async () => {
    const { db } = await testDatabase()
    const own: SmallCity = await plainCity(db)
    for (const seed of [11, 12]) await new LoopWalker(db, own, seed).walk(700)
    const at = new Date('2026-12-01T02:00:00Z')
    const reader = { ...own.actorOf('centre.supervisor', at), areas: [''] }
    const rows = await listCases(db, reader, CasePage.parse({ limit: 200, open: 'true' }), undefined)
    const people = own.personKeys.map((key) => [key, own.actorOf(key, at)] as const)
    let named = 0
    for (const row of rows) {
      for (const { action, posts, more } of (await viewNext(db, reader, row.id)).steps) {
        const able = people.filter(
          ([, actor]) =>
            refusalOf(action, row, actor) === null && (action !== 'decide-extension' || actor.permissions.has('case.rule-long')),
        )
        const shown = posts.map(({ title }) => title)
        if (action === 'decide-extension') expect(shown).toEqual(expect.arrayContaining(able.map(([key]) => key)))
        else expect([...shown].sort(), `${action} on ${row.stage}`).toEqual(more === 0 ? able.map(([key]) => key).sort() : shown.toSorted())
        expect(posts.length + more).toBeGreaterThanOrEqual(able.length)
        named += shown.length
      }
    }
    expect(rows.length).toBeGreaterThan(10)
    expect(named).toBeGreaterThan(15)
  }, 120_000)
})
