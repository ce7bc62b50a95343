import { createHmac } from 'node:crypto'
import { ACTION_NAMES, type ActionName, ruleOf, STAGE_NAMES, STAGES } from '#cases/lifecycle.ts'
import { type OwnTexts, textOf } from '#messages/compose-message.ts'
import type { MessageFacts } from '#messages/facts.ts'
import { fillTemplate } from '#messages/placeholders.ts'
import { type Telling, templateValues } from '#messages/template-values.ts'
import type { Bilingual } from '#platform/problem.ts'

/** What a webhook's test tells, instead of an event. */
export const TEST_TOPIC = 'webhook.test'
const TEST_TEXT: Bilingual = { zh: '这是一条测试消息。', en: 'This is a test.' }

const actionWords = (name: string): Bilingual => {
  const known = ACTION_NAMES.find((each): each is ActionName => each === name)
  return known ? ruleOf(known) : { zh: name, en: name }
}
const stageWords = (name: string): Bilingual => {
  const known = STAGES.find((each) => each === name)
  return known ? STAGE_NAMES[known] : { zh: name, en: name }
}

/**
 * The body a webhook is sent: the event as it left and a sentence about it in both languages; no reporter, no person, no address, no free text.
 * `id` is the message's, the same when it is sent again.
 */
export function webhookBody(
  own: OwnTexts,
  id: string,
  facts: MessageFacts,
  telling: Omit<Telling, 'locale' | 'token'> & { readonly cityId: string },
): string {
  const { event } = facts
  const { cityId, ...rest } = telling
  const head = { id, topic: event?.topic ?? TEST_TOPIC, cityId, at: facts.at ?? null }
  if (!event) return JSON.stringify({ ...head, text: TEST_TEXT })
  const tell = (locale: 'zh' | 'en'): string => {
    const values = templateValues({ step: 'event', audience: 'program', facts }, { ...rest, locale, token: '' })
    const more = { action: actionWords(event.action)[locale], stage: stageWords(event.toStage)[locale] }
    return fillTemplate(textOf(own, 'event', 'program', 'webhook', { locale }).body, { ...values, ...more })
  }
  const { topic: _, ...move } = event
  return JSON.stringify({
    ...head,
    case: { ...move, type: facts.type ?? null, place: facts.place ?? null },
    text: { zh: tell('zh'), en: tell('en') },
  })
}

/**
 * The signature of a body: HMAC-SHA256 (RFC 2104) over `<seconds>.<body>` in hexadecimal, keyed by the webhook's secret, as the header
 * `wangge-signature: t=<seconds>,v1=<signature>` carries it. The time lets a receiver refuse what is repeated by others later.
 */
export function signBody(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000)
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return `t=${seconds},v1=${signature}`
}
