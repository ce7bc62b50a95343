import type { z } from 'zod'
import { en, zhCN } from 'zod/locales'
import type { Bilingual } from '#platform/problem.ts'

const ZH = zhCN().localeError
const EN = en().localeError

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
      text: { zh: message, en: english[index]?.message ?? message },
    })),
  }
}
