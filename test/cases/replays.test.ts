import { beforeAll, describe, expect, it } from 'vitest'
import { listEvents } from '#cases/queries.ts'
import { withRetries } from '#platform/database-errors.ts'
import { inTransaction } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { act, report } from '../support/cases.ts'
import { testDatabase, withRollback } from '../support/database.ts'
import { beginStory, openCommonCity, plainCity } from './drive.ts'

beforeAll(openCommonCity)

describe('the same request again', () => {
  it('answers a report with its first receipt and makes no second case', () =>
    withRollback(async (tx) => {
      const { city } = await beginStory(tx)
      const actor = city.actorOf('1-centre.acceptor', new Date('2026-03-02T01:00:00Z'))
      const requestId = newId(actor.at)
      const first = await report(tx, city, actor, { requestId })
      expect(first.id).toBe(requestId)
      const later = { ...actor, at: new Date('2026-03-05T01:00:00Z') }
      expect(await report(tx, city, later, { requestId })).toEqual(first)
      await expect(report(tx, city, later, { requestId, description: '改了文字' })).rejects.toMatchObject({ code: 'request.reused' })
      expect(await listEvents(tx, city.cityId, first.id)).toHaveLength(1)
    }))

  it('answers an action with its first receipt, at once and after the case moved on', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx)
      const requestId = newId(story.at)
      const accept = () => story.do('1-centre.acceptor', 'accept', { typeCode: 'E0110', conditionNumber: 1 }, { requestId, version: 1 })
      const first = await accept()
      expect(await accept()).toEqual(first)
      await story.upTo('closed')
      const closed = await story.row()
      expect(await accept()).toEqual(first)
      expect(await story.row()).toEqual(closed)
    }))

  it('answers so too when it names the version of now, and when the case could take the action once more', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx)
      const requestId = newId(story.at)
      const first = await story.do('1-centre.supervisor', 'urge', { text: '请抓紧' }, { requestId })
      expect(await story.do('1-centre.supervisor', 'urge', { text: '请抓紧' }, { requestId })).toEqual(first)
      expect(await story.row()).toMatchObject({ version: 2, urgeCount: 1 })
    }))

  it('answers so too when the case is out of sight by then', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).upTo('handling')
      const requestId = newId(story.at)
      const up = () => story.do('1-water.handler', 'request-up', { reason: '市管' }, { requestId, version: 5 })
      const first = await up()
      await expect(story.do('1-water.handler', 'request-up', { reason: '市管' })).rejects.toMatchObject({ code: 'case.not_found' })
      expect(await up()).toEqual(first)
    }))

  it('is no other submission: another action, another person, another case under its id is refused', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx)
      const other = await beginStory(tx, { city: story.city })
      const requestId = newId(story.at)
      await story.do('1-centre.supervisor', 'urge', { text: '请抓紧' }, { requestId })
      const reused = { code: 'request.reused', status: 409, details: { field: 'requestId', requestId } }
      await expect(
        story.do(
          '1-centre.supervisor',
          'put-on-list',
          { ownerPostId: story.city.person('1-centre.supervisor').postId, reason: '重大' },
          { requestId },
        ),
      ).rejects.toMatchObject(reused)
      await expect(story.do('1-centre.supervisor', 'urge', { text: '改了文字' }, { requestId })).rejects.toMatchObject(reused)
      await expect(story.do('centre.supervisor', 'urge', { text: '请抓紧' }, { requestId })).rejects.toMatchObject(reused)
      await expect(other.do('1-centre.supervisor', 'urge', { text: '请抓紧' }, { requestId })).rejects.toMatchObject(reused)
      await expect(report(tx, story.city, story.as('1-centre.acceptor'), { requestId })).rejects.toMatchObject(reused)
      expect((await other.row()).version).toBe(1)
    }))

  it('sent twice at once makes one case and one event', async () => {
    const { db } = await testDatabase()
    const { city } = await inTransaction(db, async (tx) => beginStory(tx, { city: await plainCity(tx) }))
    const actor = city.actorOf('1-centre.acceptor', new Date('2026-03-02T01:00:00Z'))
    const requestId = newId(actor.at)
    const send = () => withRetries(() => inTransaction(db, (tx) => report(tx, city, actor, { requestId })))
    const [first, ...others] = await Promise.all([send(), send(), send(), send()])
    expect(others).toEqual([first, first, first])
    expect(await listEvents(db, city.cityId, requestId)).toHaveLength(1)
  })
})

describe("a version that is no longer the case's", () => {
  it('is refused with both sides and what happened in between', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx)
      await story.upTo('filed')
      const declined = story.do('1-centre.duty-chief', 'decline', { reason: 'no_condition', note: '不符' }, { version: 1 })
      await expect(declined).rejects.toMatchObject({
        code: 'case.stale',
        status: 409,
        details: {
          yours: { version: 1 },
          theirs: { id: story.id, version: 3, stage: 'filed' },
          since: [
            { seq: 2, action: 'accept', fromStage: 'reported', toStage: 'accepted' },
            { seq: 3, action: 'file', fromStage: 'accepted', toStage: 'filed' },
          ],
        },
      })
      expect((await story.row()).version).toBe(3)
    }))

  it('is refused when it lies ahead', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx)
      const ahead = story.do('1-centre.acceptor', 'accept', { typeCode: 'E0110', conditionNumber: 1 }, { version: 2 })
      await expect(ahead).rejects.toMatchObject({ code: 'case.stale', details: { since: [] } })
    }))

  it('lets one of two through who act at once', async () => {
    const { db } = await testDatabase()
    const story = await inTransaction(db, async (tx) => beginStory(tx, { city: await plainCity(tx) }))
    const inOwn = (action: 'accept' | 'decline') =>
      inTransaction(db, async (tx) => {
        return action === 'accept'
          ? act(tx, story.as('1-centre.acceptor'), story.id, 'accept', { typeCode: 'E0110', conditionNumber: 1 }, { version: 1 })
          : act(tx, story.as('1-centre.duty-chief'), story.id, 'decline', { reason: 'no_condition', note: '不符' }, { version: 1 })
      })
    const results = await Promise.allSettled([inOwn('accept'), inOwn('decline')])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'case.stale' } })
    expect(await listEvents(db, story.city.cityId, story.id)).toHaveLength(2)
  })
})
