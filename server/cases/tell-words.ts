import type { ActionName } from '#cases/lifecycle.ts'
import type { Bilingual } from '#platform/problem.ts'

/** The fields in which a person writes something, with how it is introduced. */
const WRITTEN: Readonly<Record<string, Bilingual>> = {
  reason: { zh: '理由', en: 'Reason' },
  note: { zh: '说明', en: 'Note' },
  finding: { zh: '所见', en: 'Found' },
  result: { zh: '处置情况', en: 'Done' },
  ruling: { zh: '意见', en: 'Ruling' },
  text: { zh: '内容', en: 'Text' },
}
/** Here the reason is one of a list, told in the sentence itself. */
const CODED: readonly ActionName[] = ['decline', 'request-return', 'decide-return']
const STOPPED = /[。！？；.!?;]$/

/** What the person wrote, as a sentence: nothing, when nothing was written. */
export function tellWords(action: ActionName, given: Readonly<Record<string, unknown>>, locale: 'zh' | 'en'): readonly string[] {
  const parts = Object.entries(WRITTEN).flatMap(([field, label]) => {
    const value = given[field]
    const written = typeof value === 'string' ? value.trim() : ''
    if (written === '' || (field === 'reason' && CODED.includes(action))) return []
    return [locale === 'zh' ? `${label.zh}：${written}` : `${label.en}: ${written}`]
  })
  if (parts.length === 0) return []
  const sentence = parts.join(locale === 'zh' ? '；' : '; ')
  return [STOPPED.test(sentence) ? sentence : `${sentence}${locale === 'zh' ? '。' : '.'}`]
}

const FORMS: Readonly<Record<'zh' | 'en', Intl.DateTimeFormatOptions>> = {
  zh: { year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  en: { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
}

/** An instant (ISO text) in words of a time zone; null when it is none. */
export function tellInstant(value: unknown, timeZone: string): Bilingual | null {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  if (Number.isNaN(at)) return null
  const tell = (locale: 'zh' | 'en') =>
    new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', { ...FORMS[locale], timeZone }).format(at)
  return { zh: tell('zh'), en: tell('en') }
}
