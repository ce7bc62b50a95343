import type { Audience, Channel, TemplateStep } from '#messages/channels.ts'

export interface TemplateKind {
  readonly step: TemplateStep
  readonly audience: Audience
  readonly channels: readonly Channel[]
  readonly placeholders: readonly string[]
  /** Without these the message would be of no use, or could not be ended. */
  readonly required: readonly string[]
}

const CASE = ['city', 'number', 'type', 'place', 'time', 'link']
const PEOPLE: readonly Channel[] = ['email', 'sms']
const kind = (step: TemplateStep, audience: Audience, placeholders: readonly string[], required: readonly string[] = []): TemplateKind => ({
  step,
  audience,
  channels: audience === 'program' ? ['webhook'] : PEOPLE,
  placeholders,
  required,
})

/** Every template there is. */
export const TEMPLATE_KINDS: readonly TemplateKind[] = [
  kind('reported', 'reporter', CASE, ['number']),
  kind('filed', 'reporter', CASE, ['number']),
  kind('declined', 'reporter', [...CASE, 'reason'], ['number']),
  kind('voided', 'reporter', CASE, ['number']),
  kind('merged', 'reporter', CASE, ['number']),
  kind('closed', 'reporter', CASE, ['number']),
  kind('closed-together', 'reporter', CASE, ['number']),
  kind('reopened', 'reporter', CASE, ['number']),
  kind('footer', 'reporter', ['city', 'unsubscribe'], ['unsubscribe']),
  kind('dispatched', 'unit', [...CASE, 'due'], ['number']),
  kind('footer', 'unit', ['city']),
  kind('escalated', 'post', [...CASE, 'due'], ['number']),
  kind('footer', 'post', ['city']),
  kind('digest', 'subscriber', ['city', 'area', 'day', 'reported', 'closed', 'list', 'link']),
  kind('confirm', 'subscriber', ['city', 'area', 'link'], ['link']),
  kind('footer', 'subscriber', ['city', 'unsubscribe'], ['unsubscribe']),
  kind('event', 'program', ['city', 'number', 'type', 'place', 'time', 'action', 'stage']),
]

export const findTemplateKind = (step: string, audience: string, channel: string): TemplateKind | undefined =>
  TEMPLATE_KINDS.find((each) => each.step === step && each.audience === audience && each.channels.some((one) => one === channel))

const PLACEHOLDER = /\{([^{}]*)\}/g

/** The names between braces, in their order. */
export const placeholdersIn = (text: string): string[] => [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name)

/** The first brace part of a text that stands for nothing known; a brace without its other half counts as one. */
export function unknownPlaceholder(text: string, known: readonly string[]): string | undefined {
  const stranger = placeholdersIn(text).find((name) => !known.includes(name))
  if (stranger !== undefined) return stranger
  return /[{}]/.exec(text.replaceAll(PLACEHOLDER, ''))?.[0]
}

/** Control characters, which end lines of headers and do worse, as one space. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
export const oneLine = (text: string): string => text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim()

/** A text with its placeholders filled; values are put in as they are and never read for placeholders again. */
export const fillTemplate = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(PLACEHOLDER, (whole, name: string) => values[name] ?? whole)

/** How many text messages a text of Chinese letters takes: 70 in one, 67 in each of several (UCS-2, GSM 03.38 and 03.40). */
export function smsParts(text: string): number {
  return text.length <= 70 ? 1 : Math.ceil(text.length / 67)
}
