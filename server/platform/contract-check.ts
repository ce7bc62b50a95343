import type { z } from 'zod'
import { contractWords, inLanguage } from '#platform/contract-words.ts'
import { type FieldError, httpProblems } from '#platform/http-problems.ts'
import type { Locale } from '#platform/locale.ts'

const messages = { zh: contractWords('zh'), en: contractWords('en') }

/** Levels of arrays and objects one inside another; the deepest contract (an outline of many parts) has fewer than ten. */
const MOST_LEVELS = 64

const rules = {
  text: {
    zh: '含有控制字符或不完整的 Unicode 字符（允许换行与制表符）',
    en: 'holds a control character or half a Unicode character (line breaks and tabs are allowed)',
  },
  depth: { zh: `嵌套过深（至多 ${MOST_LEVELS} 层）`, en: `is nested too deeply (${MOST_LEVELS} levels at most)` },
}
interface Fault {
  readonly field: string
  readonly rule: keyof typeof rules
}

/** C0 and C1 of Unicode, and DEL, but for tab and the line breaks. */
const isControl = (code: number): boolean =>
  (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) || (code >= 0x7f && code <= 0x9f)

/** Whether a text can be stored and shown: PostgreSQL refuses U+0000, UTF-8 has no lone surrogates, and no reader sees control characters. */
export function isCleanText(text: string): boolean {
  if (!text.isWellFormed()) return false
  for (let index = 0; index < text.length; index++) if (isControl(text.charCodeAt(index))) return false
  return true
}

const MOST_SHOWN = 200

/** What stood in a foreign file, so that it can be shown and stored: the beginning of it, with a sign for each character that cannot. */
export function showText(text: string): string {
  const clean = [...text.slice(0, MOST_SHOWN).toWellFormed()].map((each) => (isControl(each.codePointAt(0) ?? 0) ? '\uFFFD' : each))
  return clean.join('')
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`)

function faultsIn(value: unknown, field: string, levels: number): Fault[] {
  if (typeof value === 'string') return isCleanText(value) ? [] : [{ field, rule: 'text' }]
  if (typeof value !== 'object' || value === null) return []
  if (levels === 0) return [{ field, rule: 'depth' }]
  return Object.entries(value).flatMap(([key, each]): Fault[] =>
    isCleanText(key) ? faultsIn(each, join(field, key), levels - 1) : [{ field, rule: 'text' }],
  )
}

/** Refuses texts anywhere in `value` that the database or a reader cannot take, and bottomless nesting, naming the fields (dotted paths). */
export function checkTexts(value: unknown, locale: Locale): void {
  const faults = faultsIn(value, '', MOST_LEVELS)
  if (faults.length > 0) throw httpProblems.invalid(faults.map(({ field, rule }) => ({ field, rule: rules[rule][locale] })))
}

const unknownField = { zh: '此处没有这个字段', en: 'is not a field here' }

/** A field nobody knows is the one at fault, not the object it stands in. */
function toFieldErrors(issue: z.core.$ZodIssue, locale: Locale): FieldError[] {
  const field = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ field: join(field, key), rule: unknownField[locale] }))
  return [{ field, rule: inLanguage(issue.message, locale) }]
}

/** `value` as its contract reads it; throws request.invalid with every field at fault, in the reader's language. */
export function checkContract<S extends z.ZodType>(schema: S, value: unknown, locale: Locale): z.output<S> {
  const result = schema.safeParse(value, { error: messages[locale] })
  if (!result.success) throw httpProblems.invalid(result.error.issues.flatMap((issue) => toFieldErrors(issue, locale)))
  return result.data
}
