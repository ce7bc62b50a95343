import type { z } from 'zod'
import { ApiProblem } from '#web/shared/api/problem.ts'
import type { Bilingual, Language } from '#web/shared/language/language.ts'
import { formWords } from './words.ts'

/** What is wrong with one field of a form. */
export interface FieldFault {
  readonly path: readonly string[]
  readonly text: string
}

type Issue = z.core.$ZodIssue
type Words = (typeof formWords)['zh']

function tooSmall({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall, words: Words): string {
  if (origin === 'string' || origin === 'array') return words.required
  return inclusive ? words.atLeast(Number(minimum)) : words.above(Number(minimum))
}

function tooBig({ origin, maximum }: z.core.$ZodIssueTooBig, words: Words): string {
  if (origin === 'string') return words.longest(Number(maximum))
  return origin === 'array' ? words.mostEntries(Number(maximum)) : words.atMost(Number(maximum))
}

function tell(issue: Issue, words: Words): string {
  if (issue.code === 'too_small') return tooSmall(issue, words)
  if (issue.code === 'too_big') return tooBig(issue, words)
  if (issue.code === 'invalid_value') return issue.input === undefined ? words.required : words.choice
  if (issue.code === 'invalid_type') return issue.expected === 'int' ? words.whole : words.required
  return issue.code === 'invalid_format' ? words.format : issue.message
}

/** What the server's own contract would refuse, field by field, before anything is sent. */
export function faultsOfValues(schema: z.ZodType, values: unknown, language: Language): FieldFault[] {
  const { error } = schema.safeParse(values, { reportInput: true })
  return (error?.issues ?? []).map((issue) => ({ path: issue.path.map(String), text: tell(issue, formWords[language]) }))
}

interface Named {
  readonly field: string
}

const listOf = <Item>(value: unknown): readonly Item[] => (Array.isArray(value) ? (value as readonly Item[]) : [])

/** What the server refused, by the fields it names; nothing when it named none. */
export function faultsOfProblem(problem: unknown, language: Language): FieldFault[] {
  if (!(problem instanceof ApiProblem)) return []
  const errors = listOf<Named & { readonly rule: string }>(problem.details.errors).map(({ field, rule }) => [field, rule] as const)
  const flaws = listOf<Named & Bilingual>(problem.details.flaws).map((flaw) => [flaw.field, flaw[language]] as const)
  const named = [...errors, ...flaws]
  if (named.length === 0 && problem.field !== null) named.push([problem.field, problem.message])
  return named.map(([field, text]) => ({ path: field.split('.'), text }))
}
