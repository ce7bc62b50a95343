import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sweepCases } from '#cases/sweep-cases.ts'
import { NO_GATEWAYS } from '#messages/channels.ts'
import { forgetMessages } from '#messages/forget-messages.ts'
import { addWebhook } from '#messages/manage-webhooks.ts'
import type { Outlets } from '#messages/outlets.ts'
import { setContact } from '#messages/queries-contacts.ts'
import { queueMessages } from '#messages/queue-messages.ts'
import { sendMessages } from '#messages/send-messages.ts'
import { unsubscribe } from '#messages/unsubscribe.ts'
import { wishToHear } from '#messages/wish-to-hear.ts'
import type { Db } from '#platform/db.ts'
import { beginStory, type CaseStory, localInstant, plainCity } from '#test/cases/drive.ts'
import { withRollback } from '#test/support/database.ts'
import { SECRETS } from '#test/support/http.ts'
import { ALL_ON, handOn, messagesOf, quickOutlets } from './arrange.ts'
import { type MailServer, type Receiver, startMailServer, startReceiver, subjectOf, textOfMail } from './stand-ins.ts'

let mail: MailServer
let receiver: Receiver
let outlets: Outlets
beforeAll(async () => {
  mail = await startMailServer()
  receiver = await startReceiver()
})
beforeEach(() => {
  outlets = quickOutlets(mail, receiver)
})
afterEach(() => {
  outlets.close()
  for (const key of ['recipient', 'message', 'silent', 'onTaken'] as const) delete mail.manners[key]
  mail.taken.length = 0
  receiver.taken.length = 0
  receiver.answers.clear()
})
afterAll(async () => {
  await mail.close()
  await receiver.close()
})

const REPORTER = 'resident@example.org'
const later = (story: CaseStory, minutes: number): Date => new Date(story.at.getTime() + minutes * 60_000)
const send = (story: CaseStory, minutes: number): Promise<void> =>
  sendMessages({ db: story.tx, outlets }, later(story, minutes), story.city.cityId)
const wish = (story: CaseStory, address = REPORTER, channel: 'email' | 'sms' = 'email') =>
  wishToHear(story.tx, story.city.cityId, story.id, { channel, address, locale: 'zh', at: story.at })
/** Everything a database holds of what was announced and queued. */
const kept = async (tx: Db, cityId: string): Promise<string> =>
  JSON.stringify([await tx.selectFrom('outbox').selectAll().where('cityId', '=', cityId).execute(), await messagesOf(tx, cityId)])

describe('a reporter who wished to hear', () => {
  it('is told each step in plain words, several within ten minutes at once, and their address is nowhere else', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx, { policy: {} })
      await wish(story)
      await wish(story)
      await story.upTo('filed')
      await handOn(tx, story.city.cityId)
      expect((await messagesOf(tx, story.city.cityId)).map(({ step, state }) => [step, state])).toEqual([['reported', 'queued'], ['filed', 'queued']])
      await send(story, 9)
      expect(mail.taken).toEqual([])
      await send(story, 10)
      const { number } = await story.row()
      expect(mail.taken.map(subjectOf)).toEqual([`您反映的问题已立案（${number}）`])
      const text = mail.taken.map(textOfMail).join('')
      expect(text).toContain(`已收到，编号 ${number}`)
      expect(text).toContain('1区1.1街道1.1.1社区')
      expect(text).toContain('https://grid.example.org/portal/unsubscribe?token=')
      expect(text).not.toContain('双桥路')
      const rows = await messagesOf(tx, story.city.cityId)
      expect(rows.map(({ state, attempts, gatewayId, maskedAddress }) => [state, attempts, gatewayId?.includes('queued as'), maskedAddress])).toEqual([
        ['sent', 1, true, 'r***@example.org'],
        ['sent', 1, true, 'r***@example.org'],
      ])
      expect(await kept(tx, story.city.cityId)).not.toContain(REPORTER)
    })) // biome-ignore format: short rows

  it('hears of a close and may be forgotten a month later, and of an opening again', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx, { policy: {} })
      await wish(story)
      await story.upTo('closed')
      await handOn(tx, story.city.cityId)
      await send(story, 30)
      expect(mail.taken.map(subjectOf)[0]).toMatch(/^您反映的问题已办结/)
      const days = async () => {
        const row = await tx.selectFrom('messageWish').select('deleteAfter').where('cityId', '=', story.city.cityId).executeTakeFirst()
        return row && Math.round((row.deleteAfter.getTime() - story.at.getTime()) / 86_400_000)
      }
      expect(await days()).toBe(30)
      story.when('2026-03-03 10:00')
      await story.do('1-centre.duty-chief', 'reopen', { reason: '问题仍在' })
      await handOn(tx, story.city.cityId)
      await send(story, 15)
      expect(mail.taken.map(subjectOf)[1]).toMatch(/^您反映的问题已重新办理/)
      expect(await days()).toBe(364)
      await forgetMessages(tx, later(story, 365 * 1440), story.city.cityId)
      expect(await days()).toBeUndefined()
      expect((await messagesOf(tx, story.city.cityId)).every(({ maskedAddress }) => maskedAddress === '')).toBe(true)
      await forgetMessages(tx, later(story, 400 * 1440), story.city.cityId)
      expect(await messagesOf(tx, story.city.cityId)).toEqual([])
    }))

  it('is told why when it is declined', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx, { policy: {} })
      await wish(story, '13800000000', 'sms')
      await story.do('1-centre.duty-chief', 'decline', { reason: 'too_vague', note: '请补充位置' })
      await handOn(tx, story.city.cityId)
      await send(story, 10)
      expect(receiver.taken.map(({ body }) => JSON.parse(body).text).join()).toMatch(/^【小城网格】.*未予立案：信息不全，无法核实/)
    }))

  it('hears nothing after one click, and nothing over a channel that is off', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx, { policy: {} })
      await wish(story)
      await handOn(tx, story.city.cityId, NO_GATEWAYS)
      expect(await messagesOf(tx, story.city.cityId)).toEqual([])
      await story.upTo('filed')
      await handOn(tx, story.city.cityId)
      const row = await tx.selectFrom('messageWish').select('token').where('cityId', '=', story.city.cityId).executeTakeFirstOrThrow()
      expect(await unsubscribe(tx, `${story.city.cityId}.${row.token}`)).toEqual({ ended: true })
      expect(await unsubscribe(tx, `${story.city.cityId}.${row.token}`)).toEqual({ ended: false })
      await send(story, 10)
      expect(mail.taken).toEqual([])
      expect((await messagesOf(tx, story.city.cityId)).map(({ state, reason }) => [state, reason])).toEqual([['dropped', 'recipient gone']])
    }))

  it('sleeps: what happens at night waits for the morning', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx, { policy: {}, at: localInstant('2026-03-02 23:30') })
      await wish(story)
      await handOn(tx, story.city.cityId)
      const [row] = await messagesOf(tx, story.city.cityId)
      expect(row?.dueAt).toEqual(localInstant('2026-03-03 07:00'))
      await sendMessages({ db: tx, outlets }, localInstant('2026-03-03 06:59'), story.city.cityId)
      expect(mail.taken).toEqual([])
      await sendMessages({ db: tx, outlets }, localInstant('2026-03-03 07:00'), story.city.cityId)
      expect(mail.taken.length).toBe(1)
    }))

  it('is refused with what is no address, or no case', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx, { policy: {} })
      await expect(wish(story, 'a@b.example\r\nBcc: c@d.example')).rejects.toMatchObject({ code: 'message.bad_address' })
      const none = { channel: 'email', address: REPORTER, locale: 'zh', at: story.at } as const
      await expect(wishToHear(tx, story.city.cityId, '00000000-0000-4000-8000-0000000000ff', none)).rejects.toMatchObject({
        code: 'message.no_case',
      })
    }))
})

/** Set before it was kept by whom. */
const UNKNOWN = { changedAt: null, changedBy: null } as const

describe('units and posts', () => {
  it('are told of a dispatch once, and a post of an escalation even at night', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx, { policy: { escalationLadder: ['district'] } })
      const { cityId } = story.city
      await setContact(tx, {
        cityId,
        kind: 'unit',
        id: story.city.unit('1-water').id,
        channel: 'email',
        address: 'water@example.org',
        locale: 'zh',
        ...UNKNOWN,
      })
      const { postId } = story.city.person('1-centre.supervisor')
      await setContact(tx, { cityId, kind: 'post', id: postId, channel: 'sms', address: '13900000000', locale: 'en', ...UNKNOWN })
      await story.upTo('dispatched')
      await handOn(tx, cityId)
      await send(story, 10)
      expect(mail.taken.map(({ to }) => to)).toEqual([['water@example.org']])
      expect(mail.taken.map(textOfMail).join()).toMatch(/办理时限：2026年3月/)
      const { nextEscalationAt } = await story.row()
      if (!nextEscalationAt) throw new Error('nothing escalates')
      await sweepCases(tx, nextEscalationAt, cityId)
      await handOn(tx, cityId)
      const night = localInstant('2026-03-31 23:59')
      const row = (await messagesOf(tx, cityId)).find(({ audience }) => audience === 'post')
      expect(row).toMatchObject({ step: 'escalated', urgent: true, dueAt: nextEscalationAt })
      await tx
        .updateTable('message')
        .set({ createdAt: night, dueAt: night })
        .where('cityId', '=', cityId)
        .where('id', '=', row?.id ?? '')
        .execute()
      await sendMessages({ db: tx, outlets }, night, cityId)
      expect(receiver.taken.map(({ body }) => JSON.parse(body).text).join()).toMatch(/^【小城网格】Case .* is overdue/)
    }))
})

describe('a webhook', () => {
  it('hears what it asked for, at once, without anybody in it', () =>
    withRollback(async (tx) => {
      const city = await plainCity(tx)
      const actor = city.actorOf('administrator', localInstant('2026-03-02 08:00'))
      const fields = { name: '大数据局', url: `${receiver.url}/hook`, topics: ['case.report', 'case.file'], active: true }
      const { id } = await addWebhook(tx, actor, SECRETS, [receiver.host], fields)
      const story = await beginStory(tx, { city, contact: { name: '不可外传', contact: '13800000000' } })
      await wish(story)
      await story.upTo('filed')
      await handOn(tx, city.cityId)
      await send(story, 0)
      const bodies = receiver.taken.map(({ body }) => JSON.parse(body))
      expect(bodies.map(({ topic }) => topic)).toEqual(['case.report', 'case.file'])
      expect(bodies[1]).toMatchObject({
        cityId: city.cityId,
        case: { caseId: story.id, fromStage: 'accepted', toStage: 'filed', placeCode: city.code('1.1.1.1') },
      })
      expect(bodies[1].text.en).toMatch(/File; now waiting to be dispatched\.$/)
      const all = receiver.taken.map(({ body }) => body).join()
      for (const word of ['不可外传', '13800000000', REPORTER, '双桥路', '雨水箅子断裂', city.person('1-centre.acceptor').personId])
        expect(all).not.toContain(word)
      const rows = await tx.selectFrom('webhook').selectAll().where('cityId', '=', city.cityId).where('id', '=', id).execute()
      expect(rows[0]?.sealedSecret).toMatch(/^v1\./)
    }))

  it(
    'that does not answer keeps no other waiting, is asked again later, and given up in the end',
    () =>
      withRollback(async (tx) => {
        const city = await plainCity(tx)
        const actor = city.actorOf('administrator', localInstant('2026-03-02 08:00'))
        receiver.answers.set('/slow', { status: 0 })
        for (const path of ['/slow', '/quick'])
          await addWebhook(tx, actor, SECRETS, [receiver.host], {
            name: path,
            url: `${receiver.url}${path}`,
            topics: ['case.report'],
            active: true,
          })
        const story = await beginStory(tx, { city })
        for (let n = 0; n < 11; n += 1) await beginStory(tx, { city })
        await handOn(tx, city.cityId)
        const since = performance.now()
        await send(story, 0)
        expect(performance.now() - since).toBeLessThan(10_000)
        const paths = receiver.taken.map(({ path }) => path)
        expect(paths.filter((path) => path === '/quick').length).toBe(12)
        expect(paths.filter((path) => path === '/slow').length).toBeLessThanOrEqual(8)
        const slow = async () => (await messagesOf(tx, city.cityId)).filter(({ state, attempts }) => state !== 'sent' && attempts > 0)
        expect((await slow())[0]).toMatchObject({ state: 'queued', attempts: 1, reason: 'timeout', dueAt: later(story, 1) })
        receiver.answers.set('/slow', { status: 500 })
        for (let minutes = 1; minutes < 2000; minutes *= 2) await send(story, minutes + 1)
        expect((await slow())[0]).toMatchObject({ state: 'failed', attempts: 10, reason: 'gave up: busy 500' })
      }),
    60_000,
  )
})

describe('nobody is told twice', () => {
  it('however often the events are handed on', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx, { policy: {} })
      await wish(story)
      await story.upTo('filed')
      const events = await handOn(tx, story.city.cityId)
      for (let n = 0; n < 3; n += 1) await queueMessages(ALL_ON)(tx, events)
      await queueMessages(ALL_ON)(tx, [...events].reverse())
      expect((await messagesOf(tx, story.city.cityId)).length).toBe(2)
      await send(story, 10)
      await queueMessages(ALL_ON)(tx, events)
      await send(story, 20)
      expect(mail.taken.length).toBe(1)
    }))

  it('is refused for good by a server that knows no such mailbox, and not asked again', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx, { policy: {} })
      await wish(story)
      await handOn(tx, story.city.cityId)
      mail.manners.recipient = { code: 550, text: `${REPORTER} is unknown` }
      await send(story, 10)
      const [row] = await messagesOf(tx, story.city.cityId)
      expect(row).toMatchObject({ state: 'failed', attempts: 1, reason: 'refused 550' })
      expect(await kept(tx, story.city.cityId)).not.toContain(REPORTER)
    }))

  it('waits for a server that is busy and then arrives, the same message under the same id', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx, { policy: {} })
      await wish(story)
      await handOn(tx, story.city.cityId)
      mail.manners.message = { code: 451, text: 'try again' }
      await send(story, 10)
      story.at = later(story, 5)
      await story.upTo('filed')
      await handOn(tx, story.city.cityId)
      const [tried] = await messagesOf(tx, story.city.cityId)
      expect(tried?.tries).toEqual([{ at: later(story, 5).toISOString(), result: 'later', reason: 'busy 451' }])
      delete mail.manners.message
      await send(story, 6)
      expect((await messagesOf(tx, story.city.cityId))[0]?.tries.map(({ result }) => result)).toEqual(['later', 'sent'])
      const ids = mail.taken.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1])
      expect(ids.length).toBe(2)
      expect(new Set(ids).size).toBe(1)
      // What happened meanwhile is another message: one that was tried never changes.
      expect(mail.taken.map(textOfMail)[0]).toBe(mail.taken.map(textOfMail)[1])
      await send(story, 10)
      expect(mail.taken.map(subjectOf)[2]).toMatch(/^您反映的问题已立案/)
    }))
})
