import { randomUUID } from 'node:crypto'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { secretContext } from '#messages/outlets.ts'
import { insertMessages } from '#messages/queries-messages.ts'
import { messageRoutes } from '#messages/routes.ts'
import { wishToHear } from '#messages/wish-to-hear.ts'
import { handClock } from '#platform/clock.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { NO_MESSAGES } from '#platform/message-config.ts'
import { beginStory, plainCity } from '#test/cases/drive.ts'
import { signInAs } from '#test/cases/sign-in-as.ts'
import { MONDAY, minutesLater } from '#test/support/cases.ts'
import type { SmallCity } from '#test/support/city.ts'
import { testDatabase } from '#test/support/database.ts'
import { SECRETS, testApp } from '#test/support/http.ts'
import { ALL_ON, handOn, messagesOf } from './arrange.ts'

let db: Db
let city: SmallCity
let app: FastifyInstance
let headers: { authorization: string }
const clock = handClock(minutesLater(10))

beforeAll(async () => {
  db = (await testDatabase()).db
  city = await plainCity(db)
  const messages = {
    ...NO_MESSAGES,
    publicUrl: 'https://grid.example.org',
    httpHosts: ['hub.local'],
    sms: { url: 'https://sms.example.org', key: 'k', sign: '小城' },
  }
  app = await testApp({ cityId: city.cityId, routes: messageRoutes({ messages, secrets: SECRETS }), clock })
  headers = await signInAs(db, city, 'administrator', MONDAY)
})
afterAll(() => app?.close())

const get = (url: string): Promise<LightMyRequestResponse> => app.inject({ method: 'GET', url, headers })
const write = (method: 'PUT' | 'POST', url: string, body: object = {}): Promise<LightMyRequestResponse> =>
  app.inject({ method, url, headers, payload: { requestId: randomUUID(), ...body } })
/** A line of one group that waits for its reporter. */
async function insertLine(eventKey: string, tries: readonly object[]): Promise<string> {
  const id = newId(MONDAY)
  const line = { id, cityId: city.cityId, eventKey, step: 'filed', audience: 'reporter', channel: 'sms', locale: 'zh' } as const
  const rest = { recipientId: randomUUID(), groupKey: 'group', urgent: false, maskedAddress: '138****78', facts: '{}' } as const
  await insertMessages(db, [{ ...line, ...rest, createdAt: MONDAY, dueAt: MONDAY, tries: JSON.stringify(tries) }])
  return id
}
const entries = (action: string) =>
  db.selectFrom('auditEntry').selectAll().where('cityId', '=', city.cityId).where('action', '=', action).orderBy('id').execute()

describe('the list of messages', () => {
  it('shows masked addresses and states, says which channels are off, and each look is recorded', async () => {
    await inTransaction(db, async (tx) => {
      const story = await beginStory(tx, { city })
      await wishToHear(tx, city.cityId, story.id, { channel: 'sms', address: '13800000078', locale: 'zh', at: MONDAY })
      await handOn(tx, city.cityId, ALL_ON)
    })
    const answer = await get('/api/messages?state=queued')
    expect(answer.json()).toMatchObject({
      total: 1,
      next: null,
      items: [
        {
          step: 'reported',
          audience: 'reporter',
          channel: 'sms',
          maskedAddress: '138****78',
          state: 'queued',
          attempts: 0,
          gatewayId: null,
        },
      ],
      channels: [
        { channel: 'email', on: false, needs: 'WANGGE_SMTP_URL' },
        { channel: 'sms', on: true, needs: null },
        { channel: 'webhook', on: true, needs: null },
      ],
    })
    expect(answer.body).not.toMatch(/13800000078|caseId|number/)
    expect(await entries('message.list')).toHaveLength(1)
    expect((await get('/api/messages?state=sent')).json().total).toBe(0)
  })
})

describe('one message', () => {
  it('tells every attempt and what left with it; each look is recorded', async () => {
    const [waiting] = (await get('/api/messages')).json().items
    const at = MONDAY.toISOString()
    const tries = [
      { at, result: 'unknown', reason: null },
      { at, result: 'later', reason: 'busy 451' },
    ]
    const [one, other] = await Promise.all([insertLine('a', tries), insertLine('b', tries)])
    await db.updateTable('message').set({ batchId: one, attempts: 1, reason: 'busy 451' }).where('cityId', '=', city.cityId).where('id', 'in', [one, other]).execute() // biome-ignore format: a statement
    const answer = await get(`/api/messages/${one}`)
    expect(answer.json()).toMatchObject({
      id: one,
      urgent: false,
      sending: false,
      tries,
      webhookId: null,
      together: [{ id: other, step: 'filed' }],
    })
    expect(answer.body).not.toMatch(/recipientId|facts|13800000078/)
    expect((await get(`/api/messages/${waiting.id}`)).json()).toMatchObject({ tries: [], together: [] })
    expect((await entries('message.view')).map(({ subject }) => subject)).toEqual([one, waiting.id])
    expect((await get(`/api/messages/${randomUUID()}`)).json()).toMatchObject({ status: 404, code: 'message.not_found' })
  })

  it('is found by step and by day', async () => {
    const of = async (query: string): Promise<string[]> =>
      (await get(`/api/messages?${query}`)).json().items.map(({ step }: { step: string }) => step)
    expect(await of('step=filed')).toEqual(['filed', 'filed'])
    const [before, after] = [MONDAY.toISOString(), minutesLater(1).toISOString()]
    expect((await of(`from=${before}&to=${after}`)).length).toBe(3)
    expect(await of(`to=${before}`)).toEqual([])
    expect(await of(`from=${after}`)).toEqual([])
    expect((await get('/api/messages?step=footer')).statusCode).toBe(400)
    expect((await get('/api/messages?from=yesterday')).statusCode).toBe(400)
  })

  it('is counted in what a day did', async () => {
    await db.updateTable('message').set({ state: 'sent', finishedAt: minutesLater(5) }).where('cityId', '=', city.cityId).where('eventKey', '=', 'a').execute() // biome-ignore format: a statement
    const { channels, capped } = (await get('/api/messages/summary')).json()
    const none = { sent: 0, failed: 0, dropped: 0, waiting: 0, retried: 0 }
    expect([channels, capped]).toEqual([
      [
        { ...none, channel: 'email' },
        { ...none, channel: 'sms', sent: 1, waiting: 2, retried: 1 },
        { ...none, channel: 'webhook' },
      ],
      false,
    ])
  })
})

describe('a text of the city', () => {
  const url = '/api/message-templates/closed/reporter/sms/zh'

  it('is refused by the name of what means nothing, and for what it lacks', async () => {
    const refused = await write('PUT', url, { subject: '', body: '{reporter} 的问题 {number} 已办结' })
    expect([refused.statusCode, refused.json().code, refused.json().placeholder]).toEqual([422, 'message.unknown_placeholder', 'reporter'])
    expect(refused.json().detail).toContain('{reporter}')
    expect((await write('PUT', url, { subject: '', body: '已办结' })).json()).toMatchObject({
      code: 'message.missing_placeholder',
      placeholder: 'number',
    })
    expect((await write('PUT', url, { subject: '标题', body: '{number}' })).json().code).toBe('message.subject')
    expect((await write('PUT', '/api/message-templates/closed/reporter/email/zh', { subject: '', body: '{number}' })).json().code).toBe(
      'message.subject',
    )
    expect((await write('PUT', '/api/message-templates/footer/subscriber/sms/zh', { subject: '', body: '再见' })).json()).toMatchObject({
      placeholder: 'unsubscribe',
    })
    expect((await write('PUT', '/api/message-templates/closed/unit/sms/zh', { subject: '', body: '{number}' })).statusCode).toBe(404)
    expect((await write('PUT', url, { subject: 'a\nb', body: '{number}' })).statusCode).toBe(400)
  })

  it('is kept with an audit entry of what was there, counted in text messages, and taken back', async () => {
    const body = `您反映的 {number} 已办结。${'网'.repeat(80)}`
    const set = await write('PUT', url, { subject: '', body })
    expect([set.statusCode, set.json().own, set.json().parts]).toEqual([200, true, 4])
    const of = async () => (await get('/api/message-templates')).json().templates.find((each: { step: string; audience: string; channel: string; locale: string }) =>
      [each.step, each.audience, each.channel, each.locale].join('/') === 'closed/reporter/sms/zh') // biome-ignore format: one condition
    expect(await of()).toMatchObject({ own: true, body })
    await write('PUT', url, { subject: '', body: '{number} 好了' })
    expect((await entries('message-template.set')).at(-1)?.changes).toEqual([{ field: 'body', before: body, after: '{number} 好了' }])
    expect((await write('POST', `${url}/reset`)).json().own).toBe(false)
    expect(await of()).toMatchObject({ own: false })
  })

  it('is seen before it is saved', async () => {
    const key = { step: 'closed', audience: 'reporter', channel: 'sms', locale: 'zh' }
    const payload = { ...key, subject: '', body: '案卷 {number} 已办结' }
    const seen = await app.inject({ method: 'POST', url: '/api/message-templates/preview', headers, payload })
    await write('PUT', '/api/message-templates/footer/reporter/sms/zh', { subject: '', body: '不再收：{unsubscribe}' })
    const again = await app.inject({ method: 'POST', url: '/api/message-templates/preview', headers, payload })
    expect(again.json().text).toMatch(/已办结 不再收：https/)
    expect(seen.json()).toMatchObject({ text: expect.stringMatching(/^【小城】案卷 530111-20260302-7K3M9A 已办结 退订：https/), parts: 3 })
    const wrong = await app.inject({
      method: 'POST',
      url: '/api/message-templates/preview',
      headers,
      payload: { ...payload, body: '{x}{number}' },
    })
    expect(wrong.json().placeholder).toBe('x')
  })
})

describe('a webhook', () => {
  const fields = { name: '大数据局', url: 'https://hub.example.org/in', topics: ['case.close'] }

  it('tells its secret once and keeps it sealed', async () => {
    const requestId = randomUUID()
    const made = await write('POST', '/api/webhooks', { ...fields, requestId })
    const { id, secret } = made.json()
    expect([made.statusCode, secret.length]).toEqual([201, 43])
    expect((await write('POST', '/api/webhooks', { ...fields, requestId })).json()).not.toHaveProperty('secret')
    const row = await db.selectFrom('webhook').selectAll().where('cityId', '=', city.cityId).where('id', '=', id).executeTakeFirstOrThrow()
    expect(row.sealedSecret).not.toContain(secret)
    expect(SECRETS.open(row.sealedSecret, secretContext(city.cityId, id))).toBe(secret)
    expect(JSON.stringify([(await get('/api/webhooks')).body, await entries('webhook.add')])).not.toContain(secret)
    expect((await write('PUT', `/api/webhooks/${id}`, { ...fields, active: false })).json()).toMatchObject({ active: false })
    expect((await entries('webhook.change'))[0]?.changes).toEqual([{ field: 'active', before: true, after: false }])
    const { messageId } = (await write('POST', `/api/webhooks/${id}/test`)).json()
    expect((await messagesOf(db, city.cityId)).find((each) => each.id === messageId)).toMatchObject({
      step: 'test',
      state: 'queued',
      maskedAddress: 'hub.example.org',
    })
    expect((await write('POST', `/api/webhooks/${id}/remove`)).json()).toEqual({ id })
    expect((await write('POST', `/api/webhooks/${id}/test`)).statusCode).toBe(404)
  })

  it('tells what became of the newest message it was sent, not of one that waits', async () => {
    const { id } = (await write('POST', '/api/webhooks', fields)).json()
    const last = async () => (await get('/api/webhooks')).json().webhooks.find((each: { id: string }) => each.id === id).last
    expect(await last()).toBeNull()
    const [first, second] = await Promise.all(
      [0, 1].map(async () => (await write('POST', `/api/webhooks/${id}/test`)).json().messageId as string),
    )
    expect(await last()).toBeNull()
    const [older, newer] = [first, second].sort()
    const set = (messageId: string | undefined, changes: object) =>
      db
        .updateTable('message')
        .set(changes)
        .where('cityId', '=', city.cityId)
        .where('id', '=', messageId ?? '')
        .execute()
    await set(older, { attempts: 1, reason: 'unreachable' })
    expect(await last()).toMatchObject({
      messageId: older,
      step: 'test',
      state: 'queued',
      reason: 'unreachable',
      attempts: 1,
      finishedAt: null,
    })
    await set(newer, { state: 'sent', attempts: 1, finishedAt: MONDAY })
    expect(await last()).toMatchObject({ messageId: newer, state: 'sent', reason: null, finishedAt: MONDAY.toISOString() })
    await write('POST', `/api/webhooks/${id}/remove`)
  })

  it('leads nowhere it must not', async () => {
    for (const url of ['http://hub.example.org/', 'https://u:p@hub.example.org/', 'gopher://hub.local'])
      expect((await write('POST', '/api/webhooks', { ...fields, url })).json()).toMatchObject({ code: 'webhook.bad_url', field: 'url' })
    expect((await write('POST', '/api/webhooks', { ...fields, url: 'http://hub.local/in' })).statusCode).toBe(201)
    expect((await write('POST', '/api/webhooks', { ...fields, topics: ['case.nothing'] })).statusCode).toBe(400)
  })
})

describe('contacts and settings', () => {
  it('are set, masked and taken away', async () => {
    const url = `/api/message-contacts/unit/${city.unit('1-water').id}/email`
    expect((await write('PUT', url, { address: 'water@example.org', locale: 'zh' })).json()).toMatchObject({
      maskedAddress: 'w***@example.org',
    })
    expect((await get('/api/message-contacts')).json().contacts).toHaveLength(1)
    expect((await write('PUT', url, { address: 'a@b', locale: 'zh' })).json().code).toBe('message.bad_address')
    expect((await write('POST', `${url}/remove`)).statusCode).toBe(200)
    expect((await write('POST', `${url}/remove`)).statusCode).toBe(404)
    expect(
      (await write('PUT', `/api/message-contacts/post/${randomUUID()}/sms`, { address: '13800000000', locale: 'zh' })).statusCode,
    ).toBe(404)
  })

  it('are told with their names, who set them and when, and whether the office still is', async () => {
    const [unit, post] = [city.unit('1-water'), city.person('1-centre.supervisor')]
    const listed = async () => (await get('/api/message-contacts')).json().contacts
    const url = `/api/message-contacts/unit/${unit.id}/sms`
    await write('PUT', url, { address: '138 0000 0000', locale: 'en' })
    await write('PUT', `/api/message-contacts/post/${post.postId}/email`, { address: 'desk@example.org', locale: 'zh' })
    const { name } = await db.selectFrom('person').select('name').where('cityId', '=', city.cityId).where('id', '=', city.person('administrator').personId).executeTakeFirstOrThrow() // biome-ignore format: a statement
    const held = await db.selectFrom('post').select(['title', 'titleEn']).where('cityId', '=', city.cityId).where('id', '=', post.postId).executeTakeFirstOrThrow() // biome-ignore format: a statement
    const set = { inForce: true, changedAt: clock.now().toISOString(), changedBy: name }
    const water = {
      kind: 'unit',
      id: unit.id,
      unitName: unit.name,
      unitNameEn: unit.nameEn,
      title: null,
      titleEn: null,
      channel: 'sms',
      ...set,
    }
    expect(await listed()).toEqual(
      expect.arrayContaining([
        { ...water, maskedAddress: '138****00', locale: 'en' },
        expect.objectContaining({ kind: 'post', id: post.postId, ...held, ...set, unitName: expect.any(String) }),
      ]),
    )
    expect(await listed()).toHaveLength(2)
    await db.updateTable('unit').set({ validTo: city.since }).where('cityId', '=', city.cityId).where('id', '=', unit.id).execute()
    expect((await listed()).map(({ inForce }: { inForce: boolean }) => inForce).sort()).toEqual([false, true])
    await db.updateTable('unit').set({ validTo: null }).where('cityId', '=', city.cityId).where('id', '=', unit.id).execute()
  })

  it('quiet hours and retention have defaults and an audited change', async () => {
    const { settings } = (await get('/api/message-settings')).json()
    expect(settings).toMatchObject({ quietFrom: '22:00', quietTo: '07:00', digestAt: '18:00', gatherMinutes: 10, addressDays: 30 })
    expect((await write('PUT', '/api/message-settings', { ...settings, quietFrom: '25:00' })).statusCode).toBe(400)
    expect((await write('PUT', '/api/message-settings', { ...settings, quietFrom: '21:00' })).json().settings.quietFrom).toBe('21:00')
    expect((await entries('message-settings.set'))[0]?.changes).toEqual([{ field: 'quietFrom', before: '22:00', after: '21:00' }])
  })
})
