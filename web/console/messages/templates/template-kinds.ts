import type { Audience, Channel, MessageLocale, TemplateStep } from '#messages/channels.ts'
import { findTemplateKind, TEMPLATE_KINDS } from '#messages/placeholders.ts'
import type { Template } from '#web/console/messages/api.ts'

/** Both languages of one text: a step told to an audience over a channel. */
export interface KindKey {
  readonly step: TemplateStep
  readonly audience: Audience
  readonly channel: Channel
}

/** As a page names the language of its own text, so that letters and stops are drawn as there. */
export const LANGUAGE_TAGS: Readonly<Record<MessageLocale, string>> = { zh: 'zh-CN', en: 'en' }

export const spellKind = ({ step, audience, channel }: KindKey): string => `${step}/${audience}/${channel}`

/** The kind an address names; undefined when there is none. */
export function readKind(text: string | null): KindKey | undefined {
  const [step = '', audience = '', channel = ''] = (text ?? '').split('/')
  const kind = findTemplateKind(step, audience, channel)
  const over = kind?.channels.find((each) => each === channel)
  return kind && over && { step: kind.step, audience: kind.audience, channel: over }
}

/** The audiences in their order, each with its steps. */
export const AUDIENCES_TOLD = [...new Set(TEMPLATE_KINDS.map(({ audience }) => audience))].map((audience) => ({
  audience,
  kinds: TEMPLATE_KINDS.filter((each) => each.audience === audience),
}))

/** How many of the two languages are the city's own. */
export const ownOf = (templates: readonly Template[], key: KindKey): number =>
  templates.filter((each) => spellKind(each) === spellKind(key) && each.own).length
