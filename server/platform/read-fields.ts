import type { z } from 'zod'
import { contractWords, inLanguage } from '#platform/contract-words.ts'
import type { Bilingual } from '#platform/problem.ts'

const FALLBACK = { zh: contractWords('zh'), en: contractWords('en') } as const

type Issue = Parameters<z.core.$ZodErrorMap>[0]

/** What a cell must be, for the rules that people break most in a file; the words of every contract for the rest. */
function tell(issue: Issue): Bilingual | undefined {
  if (issue.code === 'invalid_value') {
    const choices = issue.values.map(String)
    return { zh: `应为：${choices.join('、')}`, en: `it must be one of: ${choices.join(', ')}` }
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) return { zh: '不能为空', en: 'it must not be empty' }
  if (issue.code === 'invalid_type' && issue.expected === 'number') return { zh: '应为数', en: 'it must be a number' }
  if (issue.code === 'invalid_format' && issue.format === 'date') return { zh: '应写作 YYYY-MM-DD', en: 'write it as YYYY-MM-DD' }
  if (issue.code === 'too_big' && issue.origin === 'number') return { zh: `不得大于 ${issue.maximum}`, en: `at most ${issue.maximum}` }
  if (issue.code === 'too_small' && issue.origin === 'number') return { zh: `不得小于 ${issue.minimum}`, en: `at least ${issue.minimum}` }
  if (issue.code === 'too_big' && issue.origin === 'string')
    return { zh: `最多 ${issue.maximum} 个字`, en: `at most ${issue.maximum} characters` }
  return undefined
}

const cellWords =
  (language: keyof Bilingual): z.core.$ZodErrorMap =>
  (issue) =>
    tell(issue)?.[language] ?? FALLBACK[language](issue)
const ZH = cellWords('zh')
const EN = cellWords('en')

export interface FieldIssue {
  readonly field: string
  readonly text: Bilingual
}

/** Reads values by a contract; every field at fault in both languages. */
export function readFields<S extends z.ZodType>(schema: S, values: unknown): { fields?: z.output<S>; issues: FieldIssue[] } {
  const zh = schema.safeParse(values, { error: ZH })
  if (zh.success) return { fields: zh.data, issues: [] }
  const english = schema.safeParse(values, { error: EN }).error?.issues ?? []
  return {
    issues: zh.error.issues.map(({ path, message }, index) => ({
      field: String(path[0] ?? ''),
      text: { zh: inLanguage(message, 'zh'), en: inLanguage(english[index]?.message ?? message, 'en') },
    })),
  }
}
