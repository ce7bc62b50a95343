import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { endedStep, togetherStep } from '#messages/message-steps.ts'
import type { Outlets } from '#messages/outlets.ts'
import { queueMessages } from '#messages/queue-messages.ts'
import { sendMessages } from '#messages/send-messages.ts'
import { wishToHear } from '#messages/wish-to-hear.ts'
import { beginStory, type CaseStory, plainCity } from '#test/cases/drive.ts'
import { withRollback } from '#test/support/database.ts'
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
  mail.taken.length = 0
  receiver.taken.length = 0
})
afterAll(async () => {
  await mail.close()
  await receiver.close()
})

const [ONE, OTHER] = ['one@example.org', 'other@example.org']
const wish = ({ tx, city, id, at }: CaseStory, address: string, locale: 'zh' | 'en' = 'zh') =>
  wishToHear(tx, city.cityId, id, { channel: 'email', address, locale, at })
const later = (stories: readonly CaseStory[], minutes: number): void => {
  for (const story of stories) story.at = new Date(story.at.getTime() + minutes * 60_000)
}
const merge = (story: CaseStory, into: CaseStory) =>
  story.do('1-centre.acceptor', 'merge', { primaryCaseId: into.id, reason: '内部的话不可外传' })
/** Hands on, lets a quarter of an hour pass and sends; what arrived, as address and subject, since the last time. */
async function hear(stories: readonly CaseStory[]): Promise<string[]> {
  const [story] = stories
  if (!story) return []
  await handOn(story.tx, story.city.cityId)
  later(stories, 15)
  mail.taken.length = 0
  await sendMessages({ db: story.tx, outlets }, story.at, story.city.cityId)
  return mail.taken.map((each) => `${each.to.join()} ${subjectOf(each)}`)
}
const numberOf = async (story: CaseStory): Promise<string> => (await story.row()).number

describe('a report that is merged into another', () => {
  it('is told so, and how the other ends, under its own number and without a word of the staff', () =>
    withRollback(async (tx) => {
      const city = await plainCity(tx)
      const primary = await beginStory(tx, { city })
      const copy = await beginStory(tx, { city })
      const both = [primary, copy]
      await wish(primary, ONE)
      await wish(copy, OTHER)
      await hear(both)
      await merge(copy, primary)
      const number = await numberOf(copy)
      expect(await hear(both)).toEqual([`${OTHER} 您反映的问题已合并办理（${number}）`])
      expect(mail.taken.map(textOfMail).join()).toMatch(/办结时我们会告诉您/)
      expect(mail.taken.map(textOfMail).join()).not.toContain('不可外传')
      await primary.upTo('filed')
      expect(await hear(both)).toEqual([`${ONE} 您反映的问题已立案（${await numberOf(primary)}）`])
      await primary.upTo('closed')
      const ends = await hear(both)
      expect(ends.toSorted()).toEqual([
        `${ONE} 您反映的问题已办结（${await numberOf(primary)}）`,
        `${OTHER} 您反映的问题已办结（${number}）`,
      ])
      expect(mail.taken.map(textOfMail).find((text) => text.includes(number))).not.toContain(await numberOf(primary))
      await primary.do('1-centre.duty-chief', 'reopen', { reason: '问题仍在' })
      expect((await hear(both)).length).toBe(2)
      const wishes = await tx.selectFrom('messageWish').select(['caseId', 'deleteAfter']).where('cityId', '=', city.cityId).execute()
      expect(wishes.every(({ deleteAfter }) => deleteAfter.getTime() - copy.at.getTime() > 300 * 86_400_000)).toBe(true)
    }))

  it('is told once when both were reported by the same person, and again however often the events are handed on', () =>
    withRollback(async (tx) => {
      const city = await plainCity(tx)
      const primary = await beginStory(tx, { city })
      const copy = await beginStory(tx, { city })
      const both = [primary, copy]
      await wish(primary, ONE)
      await wish(copy, ONE)
      await hear(both)
      await merge(copy, primary)
      expect((await hear(both)).length).toBe(1)
      later(both, 1)
      await primary.upTo('closed')
      const events = await handOn(tx, city.cityId)
      for (let n = 0; n < 2; n += 1) await queueMessages(ALL_ON)(tx, [...events].reverse())
      const closed = (await messagesOf(tx, city.cityId)).filter(({ step }) => step === 'closed' || step === 'closed-together')
      expect(closed.map(({ step }) => step)).toEqual(['closed'])
    }))

  it('hears through a chain of mergers, and at once of one that had ended before', () =>
    withRollback(async (tx) => {
      const city = await plainCity(tx)
      const [first, second, third] = [await beginStory(tx, { city }), await beginStory(tx, { city }), await beginStory(tx, { city })]
      const all = [first, second, third]
      await wish(first, OTHER, 'en')
      await hear(all)
      await merge(first, second)
      expect(await hear(all)).toEqual([`${OTHER} Your report is handled together with another (${await numberOf(first)})`])
      await third.upTo('closed')
      expect(await hear(all)).toEqual([])
      await merge(second, third)
      expect(await hear(all)).toEqual([`${OTHER} Your report is closed (${await numberOf(first)})`])
      const wish30 = await tx.selectFrom('messageWish').select('deleteAfter').where('cityId', '=', city.cityId).executeTakeFirstOrThrow()
      expect(Math.round((wish30.deleteAfter.getTime() - first.at.getTime()) / 86_400_000)).toBe(30)
    }))

  it('is told why the other was not taken on', () =>
    withRollback(async (tx) => {
      const city = await plainCity(tx)
      const primary = await beginStory(tx, { city })
      const copy = await beginStory(tx, { city })
      await wish(copy, OTHER)
      await merge(copy, primary)
      await hear([primary, copy])
      await primary.do('1-centre.duty-chief', 'decline', { reason: 'out_of_scope', note: '内部的话不可外传' })
      expect(await hear([primary, copy])).toEqual([`${OTHER} 您反映的问题未予立案（${await numberOf(copy)}）`])
      expect(mail.taken.map(textOfMail).join()).toMatch(/原因：不在受理范围/)
    }))
})

describe('a report that is voided', () => {
  it('is told that it ended and why in plain words, once, and its address goes a month later', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx, { policy: {} })
      await wish(story, ONE)
      await hear([story])
      await story.do('1-centre.duty-chief', 'void', { reason: '内部的话不可外传' })
      expect(await hear([story])).toEqual([`${ONE} 您反映的问题不再办理（${await numberOf(story)}）`])
      expect(mail.taken.map(textOfMail).join()).toMatch(/登记有误/)
      expect(mail.taken.map(textOfMail).join()).not.toContain('不可外传')
      const row = await tx.selectFrom('messageWish').select('deleteAfter').where('cityId', '=', story.city.cityId).executeTakeFirstOrThrow()
      expect(Math.round((row.deleteAfter.getTime() - story.at.getTime()) / 86_400_000)).toBe(30)
      expect(await hear([story])).toEqual([])
    }))
})

it('what is passed on to a merged report is how the other ends, and that it goes on again', () => {
  expect(['reported', 'filed', 'merged', 'declined', 'voided', 'closed', 'reopened'].map((step) => togetherStep(step as never))).toEqual([
    null,
    null,
    null,
    'declined',
    'voided',
    'closed-together',
    'reopened',
  ])
  expect(['handling', 'closed', 'declined', 'voided'].map((stage) => endedStep(stage as never))).toEqual([
    null,
    'closed-together',
    'declined',
    'voided',
  ])
})
