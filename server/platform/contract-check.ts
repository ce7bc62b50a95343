import type { z } from 'zod'
import { en, zhCN } from 'zod/locales'
import { type FieldError, httpProblems } from '#platform/http-problems.ts'
import type { Locale } from '#platform/locale.ts'

const messages = { zh: zhCN().localeError, en: en().localeError }

const textRule = {
  zh: '含有控制字符或不完整的 Unicode 字符（允许换行与制表符）',
  en: 'holds a control character or half a Unicode character (line breaks and tabs are allowed)',
}

const isControl = (code: number): boolean => (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) || code === 0x7f

/** Whether a text can be stored and shown: PostgreSQL refuses U+0000, UTF-8 has no lone surrogates, and no reader sees control characters. */
export function isCleanText(text: string): boolean {
  if (!text.isWellFormed()) return false
  for (let index = 0; index < text.length; index++) if (isControl(text.charCodeAt(index))) return false
  return true
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`)

function uncleanFields(value: unknown, path: string): string[] {
  if (typeof value === 'string') return isCleanText(value) ? [] : [path]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => (isCleanText(key) ? uncleanFields(each, join(path, key)) : [path]))
}

/** Refuses texts anywhere in `value` that the database or a reader cannot take, naming the fields (dotted paths). */
export function checkTexts(value: unknown, locale: Locale): void {
  const fields = uncleanFields(value, '')
  if (fields.length > 0) throw httpProblems.invalid(fields.map((field) => ({ field, rule: textRule[locale] })))
}

const toFieldError = (issue: z.core.$ZodIssue): FieldError => ({ field: issue.path.map(String).join('.'), rule: issue.message })

/** `value` as its contract reads it; throws request.invalid with every field at fault, in the reader's language. */
export function checkContract<S extends z.ZodType>(schema: S, value: unknown, locale: Locale): z.output<S> {
  const result = schema.safeParse(value, { error: messages[locale] })
  if (!result.success) throw httpProblems.invalid(result.error.issues.map(toFieldError))
  return result.data
}
