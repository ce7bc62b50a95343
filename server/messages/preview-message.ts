import type { Audience, Channel, MessageLocale, TemplateStep } from '#messages/channels.ts'
import { defaultTemplate, type TemplateText } from '#messages/default-templates.ts'
import { unsubscribeLink } from '#messages/links.ts'
import { fillTemplate, oneLine, smsParts } from '#messages/placeholders.ts'

export interface TemplateKey {
  readonly step: TemplateStep
  readonly audience: Audience
  readonly channel: Channel
  readonly locale: MessageLocale
}

export interface Preview {
  readonly subject: string
  readonly text: string
  /** UTF-16 units, as gateways count. */
  readonly length: number
  /** Of a text message. */
  readonly parts: number | null
}

/** As long as a token is. */
const TOKEN = `530100.${'x'.repeat(43)}`

/** Values as they occur, neither the shortest nor the longest. */
const samples = (publicUrl: string, locale: MessageLocale): Readonly<Record<string, string>> => ({
  city: locale === 'zh' ? '昆明市' : 'Kunming',
  number: '530111-20260302-7K3M9A',
  type: locale === 'zh' ? '雨水箅子' : 'Rain-water grate',
  place: locale === 'zh' ? '官渡区关上街道双桥社区' : 'Shuangqiao, Guanshang, Guandu',
  time: locale === 'zh' ? '2026年3月2日 09:30' : '2 Mar 2026, 09:30',
  due: locale === 'zh' ? '2026年3月3日 17:30' : '3 Mar 2026, 17:30',
  reason: locale === 'zh' ? '信息不全，无法核实' : 'too vague to be verified',
  area: locale === 'zh' ? '关上街道' : 'Guanshang Street',
  day: '2026-03-02',
  reported: '12',
  closed: '9',
  list:
    locale === 'zh'
      ? '雨水箅子: 新增 7，办结 5\n暴露垃圾: 新增 5，办结 4'
      : 'Rain-water grate: 7 new, 5 closed\nExposed rubbish: 5 new, 4 closed',
  action: locale === 'zh' ? '派遣' : 'Dispatch',
  stage: locale === 'zh' ? '待签收' : 'waiting to be received',
  link: `${publicUrl}/portal/cases/530111-20260302-7K3M9A`,
  unsubscribe: unsubscribeLink(publicUrl, TOKEN),
})

/** What a text would look like above its foot (the shipped one, unless another is given), and how many text messages it takes. */
export function previewMessage(
  { step, audience, channel, locale }: TemplateKey,
  { subject, body }: TemplateText,
  publicUrl: string,
  sign: string,
  foot = step === 'footer' ? '' : defaultTemplate('footer', audience, channel, locale).body,
): Preview {
  const values = samples(publicUrl || 'https://grid.example.org', locale)
  const joined = [body, foot].filter((part) => part !== '').join(channel === 'email' ? '\n\n' : ' ')
  const text = fillTemplate(joined, values)
  const whole = channel === 'sms' && sign !== '' ? `【${sign}】${text}` : text
  return {
    subject: oneLine(fillTemplate(subject, values)),
    text: whole,
    length: whole.length,
    parts: channel === 'sms' ? smsParts(whole) : null,
  }
}
