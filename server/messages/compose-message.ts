import type { Audience, Channel, TemplateStep } from '#messages/channels.ts'
import { defaultTemplate, type TemplateText } from '#messages/default-templates.ts'
import { unsubscribeLink } from '#messages/links.ts'
import { fillTemplate, oneLine } from '#messages/placeholders.ts'
import type { MessageTemplateTable } from '#messages/tables.ts'
import { type Telling, type ToldLine, templateValues } from '#messages/template-values.ts'

/** A message as it leaves, without whom it is for. */
export interface Composed {
  readonly subject: string
  readonly text: string
  readonly unsubscribeUrl: string | null
}

export type OwnTexts = readonly MessageTemplateTable[]
const LONGEST_SUBJECT = 200

/** The city's own text of a template, else the shipped one. */
export function textOf(
  own: OwnTexts,
  step: TemplateStep,
  audience: Audience,
  channel: Channel,
  { locale }: Pick<Telling, 'locale'>,
): TemplateText {
  const found = own.find((each) => each.step === step && each.audience === audience && each.channel === channel && each.locale === locale)
  return found ?? defaultTemplate(step, audience, channel, locale)
}

const stepOf = ({ step }: ToldLine): TemplateStep => (step === 'test' ? 'event' : step)

/** Lines that leave together as one message: the subject is the last one's, the texts stand below each other in their order, the foot once. */
export function composeMessage(own: OwnTexts, channel: Channel, lines: readonly ToldLine[], telling: Telling): Composed {
  const last = lines.at(-1)
  if (!last) return { subject: '', text: '', unsubscribeUrl: null }
  const unsubscribeUrl = telling.token === '' ? null : unsubscribeLink(telling.publicUrl, telling.token)
  const fill = (text: string, line: ToldLine): string =>
    fillTemplate(text, { ...templateValues(line, telling), unsubscribe: unsubscribeUrl ?? '' })
  const bodies = lines.map((line) => fill(textOf(own, stepOf(line), line.audience, channel, telling).body, line))
  const foot = fill(textOf(own, 'footer', last.audience, channel, telling).body, last)
  const subject = fill(textOf(own, stepOf(last), last.audience, channel, telling).subject, last)
  const parts = [...new Set(bodies), foot].filter((part) => part !== '')
  return {
    subject: oneLine(subject).slice(0, LONGEST_SUBJECT),
    text: parts.join(channel === 'email' ? '\n\n' : ' '),
    unsubscribeUrl,
  }
}
