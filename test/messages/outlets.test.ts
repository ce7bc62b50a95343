import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Letter, Outlets } from '#messages/outlets.ts'
import { channelsOf, makeOutlets } from '#messages/outlets.ts'
import { outcomeOfMailError, outcomeOfStatus } from '#messages/retry-rules.ts'
import { isWebhookUrl } from '#messages/webhook-url.ts'
import { NO_MESSAGES, readSmtpUrl } from '#platform/message-config.ts'
import { SECRETS } from '#test/support/http.ts'
import { configOf, QUICK, quickOutlets } from './arrange.ts'
import { headerOf, type MailServer, type Receiver, startMailServer, startReceiver, subjectOf, textOfMail } from './stand-ins.ts'

let mail: MailServer
let receiver: Receiver
let outlets: Outlets

beforeAll(async () => {
  mail = await startMailServer()
  receiver = await startReceiver()
})
beforeEach(() => {
  outlets?.close()
  outlets = quickOutlets(mail, receiver)
  for (const key of ['recipient', 'message', 'silent', 'onTaken'] as const) delete mail.manners[key]
  mail.taken.length = 0
  receiver.taken.length = 0
  receiver.answers.clear()
})
afterAll(async () => {
  outlets?.close()
  await mail.close()
  await receiver.close()
})

const letter = (more: Partial<Letter> = {}): Letter => ({
  id: '01900000-0000-7000-8000-000000000001',
  to: 'resident@example.org',
  subject: '您反映的问题已办结（530111-20260302-7K3M9A）',
  text: '您好：\n\n<script>alert(1)</script> 已办结。',
  unsubscribeUrl: 'https://grid.example.org/portal/unsubscribe?token=t.x',
  ...more,
})
const post = (path: string) => ({
  id: 'm1',
  url: `${receiver.url}${path}`,
  secret: 'the secret',
  topic: 'case.close',
  body: '{"a":"网"}',
  at: new Date('2026-03-02T01:00:00Z'),
})

describe('e-mail', () => {
  it('arrives as plain text with its own id, its way to be ended, and the proof of the server', async () => {
    expect(await outlets.email?.send(letter())).toEqual({ kind: 'sent', gatewayId: expect.stringContaining('queued as 1') })
    const [taken] = mail.taken
    if (!taken) throw new Error('nothing arrived')
    expect(taken.to).toEqual(['resident@example.org'])
    expect(headerOf(taken, 'message-id')).toBe('<01900000-0000-7000-8000-000000000001@grid.example.org>')
    expect(headerOf(taken, 'list-unsubscribe')).toBe('<https://grid.example.org/portal/unsubscribe?token=t.x>')
    expect(headerOf(taken, 'auto-submitted')).toBe('auto-generated')
    expect(headerOf(taken, 'content-type')).toBe('text/plain; charset=utf-8')
    expect(subjectOf(taken)).toBe(letter().subject)
    expect(textOfMail(taken)).toContain('<script>alert(1)</script> 已办结。')
  })

  it('lets nobody write a header, whatever a subject or an address says', async () => {
    await outlets.email?.send(letter({ subject: '一\r\nBcc: thief@example.org\r\n\r\nbody', to: 'resident@example.org' }))
    const [taken] = mail.taken
    if (!taken) throw new Error('nothing arrived')
    expect(taken.to).toEqual(['resident@example.org'])
    expect(headerOf(taken, 'bcc')).toBeUndefined()
    await outlets.email?.send(letter({ to: 'resident@example.org>\r\nRCPT TO:<thief@example.org' }))
    await outlets.email?.send(letter({ to: 'resident@example.org, thief@example.org' }))
    expect(
      mail.taken.flatMap(({ to }) => to).filter((address) => address.includes('thief@example.org') && !address.includes('resident')),
    ).toEqual([])
  })

  it.each([
    [550, { kind: 'refused', reason: 'refused 550' }],
    [451, { kind: 'later', reason: 'busy 451', tired: false }],
    [421, { kind: 'later', reason: 'server 421', tired: true }],
  ])('refused with %i is told by its code alone', async (code, outcome) => {
    mail.manners.recipient = { code, text: 'no such mailbox resident@example.org' }
    expect(await outlets.email?.send(letter())).toEqual(outcome)
    expect(mail.taken).toEqual([])
  })

  it('refused at the end of the message is refused too', async () => {
    mail.manners.message = { code: 554, text: 'spam' }
    expect(await outlets.email?.send(letter())).toEqual({ kind: 'refused', reason: 'refused 554' })
  })

  it('waits for nobody who says nothing', async () => {
    mail.manners.silent = true
    const since = performance.now()
    expect(await outlets.email?.send(letter())).toMatchObject({ kind: 'later', tired: true })
    expect(performance.now() - since).toBeLessThan(5000)
  })

  it('is for later when there is no server', async () => {
    const nowhere = makeOutlets(
      { ...configOf(mail, null), smtp: { ...smtpOf('smtp://127.0.0.1:9'), from: 'a@example.org' } },
      SECRETS,
      QUICK,
    )
    expect(await nowhere.email?.send(letter())).toEqual({ kind: 'later', reason: 'unreachable', tired: true })
    nowhere.close()
  })

  it('is never sent in clear to another machine', async () => {
    // The stand-in offers no STARTTLS; as if it were elsewhere, it gets nothing.
    const strict = makeOutlets(
      { ...configOf(mail, null), smtp: { ...smtpOf(mail.url), local: false, from: 'a@example.org' } },
      SECRETS,
      QUICK,
    )
    expect(await strict.email?.send(letter())).toMatchObject({ kind: 'later' })
    expect(mail.taken).toEqual([])
    strict.close()
  })
})

function smtpOf(url: string) {
  const read = readSmtpUrl(url)
  if (!read) throw new Error(`${url} is no mail server`)
  return read
}

describe('text messages', () => {
  it('go to the gateway with key, id and sign, and its id is kept', async () => {
    receiver.answers.set('/sms', { status: 200, body: '{"id":"gw-7"}' })
    expect(await outlets.sms?.send(letter({ to: '13800000000', text: '已办结' }))).toEqual({ kind: 'sent', gatewayId: 'gw-7' })
    const [taken] = receiver.taken
    expect(JSON.parse(taken?.body ?? '')).toEqual({ id: letter().id, to: '13800000000', text: '【小城网格】已办结', sign: '小城网格' })
    expect(taken?.headers).toMatchObject({ authorization: 'Bearer the key of the gateway', 'idempotency-key': letter().id })
  })

  it.each([
    [400, { kind: 'refused', reason: 'refused 400' }],
    [403, { kind: 'later', reason: 'credentials 403', tired: true }],
    [429, { kind: 'later', reason: 'busy 429', tired: true }],
    [503, { kind: 'later', reason: 'busy 503', tired: true }],
  ])('answered %i', async (status, outcome) => {
    receiver.answers.set('/sms', { status })
    expect(await outlets.sms?.send(letter({ to: '13800000000' }))).toEqual(outcome)
  })

  it('wait for nobody', async () => {
    receiver.answers.set('/sms', { status: 0 })
    expect(await outlets.sms?.send(letter({ to: '13800000000' }))).toEqual({ kind: 'later', reason: 'timeout', tired: true })
  })
})

describe('a webhook', () => {
  it('is signed over time and body, under an id that stays', async () => {
    expect(await outlets.post(post('/hook'))).toEqual({ kind: 'sent', gatewayId: '200' })
    const [taken] = receiver.taken
    const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(taken?.headers['wangge-signature'])) ?? []
    expect(seconds).toBe(String(Date.parse('2026-03-02T01:00:00Z') / 1000))
    expect(signature).toBe(createHmac('sha256', 'the secret').update(`${seconds}.${taken?.body}`).digest('hex'))
    expect(taken?.headers).toMatchObject({
      'idempotency-key': 'm1',
      'wangge-topic': 'case.close',
      'content-type': 'application/json; charset=utf-8',
    })
  })

  it('follows no redirect', async () => {
    receiver.answers.set('/away', { status: 302, location: `${receiver.url}/elsewhere` })
    expect(await outlets.post(post('/away'))).toEqual({ kind: 'refused', reason: 'refused 302' })
    expect(receiver.taken.map(({ path }) => path)).toEqual(['/away'])
  })

  it('leads to https, or to http hosts that are allowed, with nothing secret in the address', () => {
    const allowed = ['127.0.0.1:8080', 'hub.local']
    for (const good of ['https://a.example/x?y=1', 'http://hub.local/x', 'http://127.0.0.1:8080/'])
      expect([good, isWebhookUrl(good, allowed)]).toEqual([good, true])
    for (const bad of [
      'http://a.example/',
      'http://127.0.0.1/',
      'https://u:p@a.example/',
      'ftp://hub.local/',
      'file:///etc/passwd',
      'https://a.example/#x',
      'x',
    ])
      expect([bad, isWebhookUrl(bad, allowed)]).toEqual([bad, false])
  })
})

describe('what an answer means', () => {
  it('is never more than its code', () => {
    expect(outcomeOfStatus(204, null)).toEqual({ kind: 'sent', gatewayId: null })
    expect(outcomeOfStatus(410, null)).toEqual({ kind: 'refused', reason: 'refused 410' })
    expect(outcomeOfMailError({ code: 'EAUTH', responseCode: 535 })).toEqual({ kind: 'later', reason: 'credentials', tired: true })
    expect(outcomeOfMailError({})).toEqual({ kind: 'later', reason: 'unreachable', tired: true })
  })

  it('is for good only when it is about the recipient or the message', () => {
    expect(outcomeOfMailError({ code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' }).kind).toBe('refused')
    expect(outcomeOfMailError({ code: 'EENVELOPE', responseCode: 550, command: 'MAIL FROM' })).toEqual({
      kind: 'later',
      reason: 'server 550',
      tired: true,
    })
    expect(outcomeOfMailError({ code: 'ETLS', responseCode: 502 })).toEqual({ kind: 'later', reason: 'server 502', tired: true })
  })

  it('channels nobody configured are off', () => {
    expect(channelsOf(NO_MESSAGES)).toEqual({ email: false, sms: false, webhook: true })
  })
})
