import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { MESSAGE_LOCALES, type MessageLocale } from '#messages/channels.ts'
import type { TemplateText } from '#messages/default-templates.ts'
import { MESSAGES, setTemplate, type Template } from '#web/console/messages/api.ts'
import { newRequestId } from '#web/shared/api/submission.ts'
import type { KindKey } from './template-kinds.ts'

type Drafts = Partial<Record<MessageLocale, TemplateText>>
/** What saving was refused with, and the text it was said of. */
interface Refused {
  readonly text: TemplateText
  readonly error: unknown
}
type Faults = Partial<Record<MessageLocale, Refused>>

const isSame = (one: TemplateText, other: TemplateText): boolean => one.subject === other.subject && one.body === other.body

/** What is being written in both languages, beside what is kept; saving sends each language that changed once. */
export function useDrafts(kind: KindKey, texts: readonly Template[]) {
  const client = useQueryClient()
  const [drafts, setDrafts] = useState<Drafts>({})
  const [faults, setFaults] = useState<Faults>({})
  const [busy, setBusy] = useState(false)
  const requests = useRef(new Map<MessageLocale, string>())
  const keptOf = (locale: MessageLocale): TemplateText => {
    const { subject = '', body = '' } = texts.find((each) => each.locale === locale) ?? {}
    return { subject, body }
  }
  const textOf = (locale: MessageLocale): TemplateText => drafts[locale] ?? keptOf(locale)
  const changed = MESSAGE_LOCALES.filter((locale) => !isSame(textOf(locale), keptOf(locale)))
  const forget = (locale: MessageLocale): void => {
    requests.current.delete(locale)
    setDrafts(({ [locale]: _, ...rest }) => rest)
  }
  /** What was said of a text that is another by now is not held against it. */
  const faultOf = (locale: MessageLocale): unknown => {
    const refused = faults[locale]
    return refused && isSame(refused.text, textOf(locale)) ? refused.error : null
  }
  const write = (locale: MessageLocale, text: TemplateText): void => {
    requests.current.delete(locale)
    setDrafts((before) => ({ ...before, [locale]: text }))
  }
  const saveOne = async (locale: MessageLocale): Promise<boolean> => {
    const requestId = requests.current.get(locale) ?? newRequestId()
    requests.current.set(locale, requestId)
    const text = textOf(locale)
    try {
      const kept = await setTemplate({ ...kind, locale }, text, requestId)
      client.setQueryData<Template[]>([...MESSAGES, 'templates'], (all) => all?.map((each) => (isOne(each, kept) ? kept : each)))
      // What was written while it was saved stays, and stays unsaved.
      setDrafts(({ [locale]: draft, ...rest }) => (draft && !isSame(draft, text) ? { ...rest, [locale]: draft } : rest))
      return true
    } catch (error) {
      setFaults((before) => ({ ...before, [locale]: { text, error } }))
      return false
    }
  }
  const save = async (): Promise<boolean> => {
    if (busy) return false
    setBusy(true)
    const done = []
    for (const locale of changed) done.push(await saveOne(locale))
    setBusy(false)
    return done.every(Boolean)
  }
  const discard = (): void => MESSAGE_LOCALES.forEach(forget)
  return { textOf, keptOf, write, changed, faultOf, busy, save, forget, discard }
}

const isOne = (one: Template, other: Template): boolean =>
  one.step === other.step && one.audience === other.audience && one.channel === other.channel && one.locale === other.locale
