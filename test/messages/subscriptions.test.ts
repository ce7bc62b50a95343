import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { NO_GATEWAYS } from '#messages/channels.ts'
import { confirmSubscription } from '#messages/confirm-subscription.ts'
import { forgetMessages } from '#messages/forget-messages.ts'
import type { Outlets } from '#messages/outlets.ts'
import { sendMessages } from '#messages/send-messages.ts'
import { type SubscribedArea, subscribeToArea } from '#messages/subscribe-to-area.ts'
import { unsubscribe } from '#messages/unsubscribe.ts'
import { writeDigests } from '#messages/write-digests.ts'
import type { Db } from '#platform/db.ts'
import { beginStory, localInstant, plainCity } from '#test/cases/drive.ts'
import { report } from '#test/support/cases.ts'
import type { SmallCity } from '#test/support/city.ts'
import { withRollback } from '#test/support/database.ts'
import { ALL_ON, messagesOf, quickOutlets } from './arrange.ts'
import { type MailServer, startMailServer, subjectOf, textOfMail } from './stand-ins.ts'

let mail: MailServer
let outlets: Outlets
beforeAll(async () => {
  mail = await startMailServer()
})
beforeEach(() => {
  outlets = quickOutlets(mail, null)
})
afterEach(() => {
  outlets.close()
  delete mail.manners.message
  mail.taken.length = 0
})
afterAll(() => mail.close())

const ADDRESS = 'neighbour@example.org'
const day = (date: string, time: string): Date => localInstant(`2026-03-${date} ${time}`)
const street = (city: SmallCity): SubscribedArea => ({ kind: 'place', placeCode: city.code('1.1') })
const subscribe = (tx: Db, city: SmallCity, area = street(city), at = day('02', '08:00'), address = ADDRESS) =>
  subscribeToArea(tx, city.cityId, ALL_ON, { channel: 'email', address, locale: 'zh', area, at })
const send = (tx: Db, city: SmallCity, at: Date): Promise<void> => sendMessages({ db: tx, outlets }, at, city.cityId)
const tokenIn = (text: string): string => decodeURIComponent(/confirm\?token=(\S+)/.exec(text)?.[1] ?? '')
const lastText = (): string => textOfMail(mail.taken.at(-1) ?? { to: [], raw: '' })

/** Subscribes and gives the token of the message back, as its reader does. */
async function subscribed(tx: Db, city: SmallCity, area = street(city)): Promise<string> {
  await subscribe(tx, city, area)
  await send(tx, city, day('02', '08:00'))
  const token = tokenIn(lastText())
  await confirmSubscription(tx, token, day('02', '08:05'))
  mail.taken.length = 0
  return token
}

describe('a subscription to an area', () => {
  it('holds once its owner has confirmed from the address, even at night, and ends with one click', () =>
    withRollback(async (tx) => {
      const city = await plainCity(tx)
      await subscribe(tx, city, street(city), day('02', '23:00'))
      await send(tx, city, day('02', '23:00'))
      expect(mail.taken.map(subjectOf)).toEqual(['请确认订阅：1.1街道'])
      const token = tokenIn(lastText())
      expect(await confirmSubscription(tx, token, day('02', '23:05'))).toEqual({ channel: 'email', locale: 'zh', area: street(city) })
      expect(await confirmSubscription(tx, token, day('02', '23:06'))).toMatchObject({ channel: 'email' })
      expect(await unsubscribe(tx, token)).toEqual({ ended: true })
      await expect(confirmSubscription(tx, token, day('02', '23:07'))).rejects.toMatchObject({ code: 'message.unknown_token' })
      expect(await tx.selectFrom('areaSubscription').select('id').where('cityId', '=', city.cityId).execute()).toEqual([])
    }))

  it('answers the same to everybody, and fills no mailbox', () =>
    withRollback(async (tx) => {
      const city = await plainCity(tx)
      for (let n = 0; n < 5; n += 1) expect(await subscribe(tx, city)).toEqual({ accepted: true })
      await send(tx, city, day('02', '08:00'))
      expect(mail.taken.length).toBe(1)
      for (const key of ['1', '1.2', '1.1.1', '2.1', '2.2'])
        expect(await subscribe(tx, city, { kind: 'place', placeCode: city.code(key) })).toEqual({ accepted: true })
      await send(tx, city, day('02', '08:00'))
      expect(mail.taken.length).toBe(3)
    }))

  it('is refused where there is no such place, no such address, no way out', () =>
    withRollback(async (tx) => {
      const city = await plainCity(tx)
      await expect(subscribe(tx, city, { kind: 'place', placeCode: '999999' })).rejects.toMatchObject({ code: 'message.unknown_area' })
      await expect(subscribe(tx, city, { kind: 'circle', lon: 0, lat: 0, radiusMetres: 500 })).rejects.toMatchObject({
        code: 'message.unknown_area',
      })
      const [lon, lat] = city.middle('1.1.1.1')
      for (const radiusMetres of [99, 5001, Number.NaN])
        await expect(subscribe(tx, city, { kind: 'circle', lon, lat, radiusMetres })).rejects.toMatchObject({
          code: 'message.unknown_area',
        })
      await expect(subscribe(tx, city, street(city), day('02', '08:00'), 'x')).rejects.toMatchObject({ code: 'message.bad_address' })
      const asked = { channel: 'email', address: ADDRESS, locale: 'zh', area: street(city), at: day('02', '08:00') } as const
      await expect(subscribeToArea(tx, city.cityId, NO_GATEWAYS, asked)).rejects.toMatchObject({ code: 'message.channel_off' })
      for (const token of ['', 'x', `${city.cityId}.${'x'.repeat(43)}`]) {
        await expect(confirmSubscription(tx, token, day('02', '08:00'))).rejects.toMatchObject({ code: 'message.unknown_token' })
        expect(await unsubscribe(tx, token)).toEqual({ ended: false })
      }
    }))

  it('nobody confirmed is forgotten after two days', () =>
    withRollback(async (tx) => {
      const city = await plainCity(tx)
      await subscribe(tx, city)
      await send(tx, city, day('02', '08:00'))
      await expect(confirmSubscription(tx, tokenIn(lastText()), day('04', '08:01'))).rejects.toMatchObject({
        code: 'message.unknown_token',
      })
      await forgetMessages(tx, day('04', '07:59'), city.cityId)
      expect((await tx.selectFrom('areaSubscription').select('id').where('cityId', '=', city.cityId).execute()).length).toBe(1)
      await forgetMessages(tx, day('04', '08:01'), city.cityId)
      expect(await tx.selectFrom('areaSubscription').select('id').where('cityId', '=', city.cityId).execute()).toEqual([])
    }))
})

describe('a digest', () => {
  it('tells once a day what happened in the area, by type, and nothing of anybody', () =>
    withRollback(async (tx) => {
      const city = await plainCity(tx)
      await subscribed(tx, city)
      const story = await (await beginStory(tx, { city, at: day('02', '09:00') })).upTo('closed')
      await beginStory(tx, { city, at: day('02', '10:00') })
      const [lon, lat] = city.middle('2.1.1.1')
      await report(tx, city, city.actorOf('2-centre.acceptor', day('02', '10:00')), { lon, lat })
      await writeDigests(tx, ALL_ON, day('02', '17:59'), city.cityId)
      expect(await send(tx, city, day('02', '17:59'))).toBeUndefined()
      expect(mail.taken).toEqual([])
      for (let n = 0; n < 3; n += 1) await writeDigests(tx, ALL_ON, day('02', '18:00'), city.cityId)
      await send(tx, city, day('02', '18:00'))
      expect(mail.taken.map(subjectOf)).toEqual(['1.1街道：新增 2 件，办结 1 件'])
      const text = lastText()
      expect(text).toContain('尚未定类: 新增 1，办结 0')
      expect(text).toContain('portal/unsubscribe?token=')
      for (const word of [(await story.row()).number, '双桥路', '雨水箅子断裂']) expect(text).not.toContain(word)
      await writeDigests(tx, ALL_ON, day('02', '20:00'), city.cityId)
      await writeDigests(tx, ALL_ON, day('03', '18:00'), city.cityId)
      await send(tx, city, day('03', '18:00'))
      expect(mail.taken.length).toBe(1)
    }))

  it('of a circle counts what lies within it, and leaves out types that are private', () =>
    withRollback(async (tx) => {
      const city = await plainCity(tx)
      const [lon, lat] = city.middle('1.1.1.1')
      await subscribed(tx, city, { kind: 'circle', lon, lat, radiusMetres: 300 })
      await beginStory(tx, { city, at: day('02', '09:00') })
      await beginStory(tx, { city, lon: lon + 0.0025, lat, at: day('02', '09:00') })
      await beginStory(tx, { city, lon: lon + 0.004, lat, at: day('02', '09:00') })
      await writeDigests(tx, ALL_ON, day('02', '18:00'), city.cityId)
      await send(tx, city, day('02', '18:00'))
      expect(mail.taken.map(subjectOf)).toEqual(['您选定位置周围 300 米：新增 2 件，办结 0 件'])
      const settings = { messages: { privateTypes: ['E01'] } }
      await tx
        .updateTable('city')
        .set({ settings: JSON.stringify(settings) as never })
        .where('cityId', '=', city.cityId)
        .execute()
      await (await beginStory(tx, { city, at: day('03', '09:00') })).upTo('filed')
      await writeDigests(tx, ALL_ON, day('03', '18:00'), city.cityId)
      await send(tx, city, day('03', '18:00'))
      expect(mail.taken.length).toBe(1)
    }))

  it('that its address refuses for good ends the subscription', () =>
    withRollback(async (tx) => {
      const city = await plainCity(tx)
      await subscribed(tx, city)
      await beginStory(tx, { city, at: day('02', '09:00') })
      mail.manners.message = { code: 550, text: 'no such mailbox' }
      await writeDigests(tx, ALL_ON, day('02', '18:00'), city.cityId)
      await send(tx, city, day('02', '18:00'))
      expect(await tx.selectFrom('areaSubscription').select('id').where('cityId', '=', city.cityId).execute()).toEqual([])
      expect((await messagesOf(tx, city.cityId)).map(({ step, state }) => [step, state])).toEqual([
        ['confirm', 'sent'],
        ['digest', 'failed'],
      ])
    }))

  it('that arrived late is the one of its day: at most one a day and area reaches anybody', () =>
    withRollback(async (tx) => {
      const city = await plainCity(tx)
      await subscribed(tx, city)
      await beginStory(tx, { city, at: day('02', '09:00') })
      mail.manners.message = { code: 451, text: 'later' }
      await writeDigests(tx, ALL_ON, day('02', '18:00'), city.cityId)
      await send(tx, city, day('02', '21:58'))
      delete mail.manners.message
      mail.taken.length = 0
      await send(tx, city, day('02', '23:00'))
      expect(mail.taken).toEqual([])
      await send(tx, city, day('03', '07:00'))
      expect(mail.taken.length).toBe(1)
      await beginStory(tx, { city, at: day('03', '09:00') })
      await writeDigests(tx, ALL_ON, day('03', '18:00'), city.cityId)
      await send(tx, city, day('03', '18:00'))
      expect(mail.taken.length).toBe(1)
      await writeDigests(tx, ALL_ON, day('04', '18:00'), city.cityId)
      await send(tx, city, day('04', '18:00'))
      expect(mail.taken.map(subjectOf)[1]).toBe('1.1街道：新增 1 件，办结 0 件')
      expect((await messagesOf(tx, city.cityId)).filter(({ step }) => step === 'digest').length).toBe(2)
    }))
})
