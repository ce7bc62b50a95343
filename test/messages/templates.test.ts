import { describe, expect, it } from 'vitest'
import { CHANNELS, MESSAGE_LOCALES } from '#messages/channels.ts'
import { composeMessage } from '#messages/compose-message.ts'
import { defaultTemplate } from '#messages/default-templates.ts'
import { fillTemplate, oneLine, placeholdersIn, smsParts, TEMPLATE_KINDS, unknownPlaceholder } from '#messages/placeholders.ts'
import { previewMessage } from '#messages/preview-message.ts'
import { maskAddress, readAddress } from '#messages/read-address.ts'

const every = TEMPLATE_KINDS.flatMap((kind) =>
  kind.channels.flatMap((channel) =>
    MESSAGE_LOCALES.map((locale) => ({ kind, channel, locale, text: defaultTemplate(kind.step, kind.audience, channel, locale) })),
  ),
)
const CITY = { name: '小城市', nameEn: 'Small City', timeZone: 'Asia/Shanghai' }

describe('the shipped texts', () => {
  it('are there for every step, audience, channel and language, with what they must say and nothing unknown', () => {
    expect(every.length).toBe(66)
    for (const { kind, channel, locale, text } of every) {
      const where = `${kind.step} ${kind.audience} ${channel} ${locale}`
      for (const part of [text.subject, text.body]) expect([where, unknownPlaceholder(part, kind.placeholders)]).toEqual([where, undefined])
      for (const name of kind.required) expect([where, placeholdersIn(text.body)]).toEqual([where, expect.arrayContaining([name])])
      expect([where, text.subject !== '']).toEqual([where, channel === 'email' && kind.step !== 'footer'])
      if (locale === 'en') expect([where, /[\u4e00-\u9fff]/.test(`${text.subject}${text.body}`)]).toEqual([where, false])
    }
    expect(CHANNELS.every((channel) => every.some((each) => each.channel === channel))).toBe(true)
  })

  it('take few text messages, links included', () => {
    const counted = every
      .filter(({ channel, kind }) => channel === 'sms' && kind.step !== 'footer')
      .map(
        ({ kind: { step, audience }, locale, text }) =>
          previewMessage({ step, audience, channel: 'sms', locale }, text, 'https://grid.example.org', '小城网格').parts ?? 0,
      )
    expect(Math.max(...counted)).toBeLessThanOrEqual(5)
    expect(Math.min(...counted)).toBeGreaterThanOrEqual(1)
  })
})

describe('a text', () => {
  it('is refused by the name of what stands for nothing', () => {
    const known = ['number', 'link']
    expect(unknownPlaceholder('案卷 {number}：{link}', known)).toBeUndefined()
    expect(unknownPlaceholder('{number} {reporter}', known)).toBe('reporter')
    expect(unknownPlaceholder('{ number}', known)).toBe(' number')
    expect(unknownPlaceholder('half { open', known)).toBe('{')
    expect(unknownPlaceholder('half } closed', known)).toBe('}')
  })

  it('is filled once: what a value says is never read for placeholders', () => {
    expect(fillTemplate('{a} {b}', { a: '{b}', b: 'x' })).toBe('{b} x')
    expect(fillTemplate('$& {a}', { a: "$'$`$&" })).toBe("$& $'$`$&")
  })

  it('counts text messages of Chinese letters: 70 in one, 67 in each of several', () => {
    const parts = [1, 70, 71, 134, 135, 201, 202].map((length) => smsParts('网'.repeat(length)))
    expect(parts).toEqual([1, 1, 2, 2, 3, 3, 4])
  })

  it('keeps no line break or control character where a line is meant', () => {
    expect(oneLine('一\r\nBcc: x@y.example\u0000\u2028二')).toBe('一 Bcc: x@y.example 二')
    const evil = { zh: 'x\r\nBcc: thief@example.org', en: 'x' }
    const line = { step: 'closed', audience: 'reporter', facts: { number: '1\r\nX-Evil: 1', type: evil, place: evil } } as const
    const { subject, text } = composeMessage([], 'email', [line], {
      locale: 'zh',
      city: CITY,
      publicUrl: 'https://grid.example.org',
      token: 't.x',
    })
    expect(subject).not.toMatch(/[\r\n]/)
    expect(text).not.toContain('\r')
    expect(text.split('\n').filter((each) => /^(Bcc|X-Evil)/.test(each))).toEqual([])
  })

  it('leaves together with others of its case under the last subject, with one foot and its way to end it', () => {
    const facts = { number: '530111-20260302-7K3M9A', caseId: '00000000-0000-4000-8000-000000000001' }
    const lines = (['reported', 'filed'] as const).map((step) => ({ step, audience: 'reporter' as const, facts }))
    const { subject, text, unsubscribeUrl } = composeMessage([], 'email', lines, {
      locale: 'en',
      city: CITY,
      publicUrl: 'https://grid.example.org',
      token: '5301.abc',
    })
    expect(subject).toBe('Your report is taken on (530111-20260302-7K3M9A)')
    expect(text.indexOf('we have received')).toBeGreaterThan(-1)
    expect(text.indexOf('has been taken on')).toBeGreaterThan(text.indexOf('we have received'))
    expect(text.split('No more messages').length).toBe(2)
    expect(unsubscribeUrl).toBe('https://grid.example.org/portal/unsubscribe?token=5301.abc')
    expect(text).toContain(unsubscribeUrl)
  })
})

describe('an address', () => {
  it('is one mailbox or one phone, and nothing that could be more', () => {
    expect(readAddress('email', ' Zhang.San@Example.ORG ')).toBe('Zhang.San@example.org')
    expect(readAddress('sms', '+86 138-0000-0000')).toBe('+8613800000000')
    for (const bad of [
      '',
      'a',
      'a@b',
      'a@b.c\r\nBcc: x@y.example',
      'a@b.example, c@d.example',
      '<a@b.example>',
      'a b@c.example',
      'a@b..example',
      `${'a'.repeat(65)}@b.example`,
    ])
      expect([bad, readAddress('email', bad)]).toEqual([bad, undefined])
    for (const bad of ['12345', '1380000000a', '+', '1'.repeat(16)]) expect(readAddress('sms', bad)).toBeUndefined()
  })

  it('is masked', () => {
    expect(maskAddress('email', 'zhang.san@example.org')).toBe('z***@example.org')
    expect(maskAddress('sms', '13800000000')).toBe('138****00')
  })
})
