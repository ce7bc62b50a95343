import type { z } from 'zod'
import { httpProblems } from '#platform/http-problems.ts'
import type { Locale } from '#platform/locale.ts'
import { unknownFields } from '#platform/unknown-fields.ts'

const RULE = { zh: '没有这个字段，请检查拼写', en: 'there is no such field here; check its spelling' }
const MOST_NAMED = 20

/** Refuses fields nobody reads: a slip of the finger in `limt` would otherwise go unheard. Throws request.invalid naming each. */
export function refuseUnknown(schema: z.ZodType | undefined, value: unknown, locale: Locale): void {
  const unknown = schema ? unknownFields(schema, value) : typeof value === 'object' && value !== null ? Object.keys(value) : []
  if (unknown.length > 0) throw httpProblems.invalid(unknown.slice(0, MOST_NAMED).map((field) => ({ field, rule: RULE[locale] })))
}
