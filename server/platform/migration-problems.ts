import { Problem } from '#platform/problem.ts'
import type { FileStatement } from '#platform/split-statements.ts'

function lineOf({ text, linesBefore }: FileStatement, error: unknown): number | undefined {
  const position = error instanceof Error && 'position' in error ? Number(error.position) : Number.NaN
  if (!Number.isInteger(position)) return undefined
  return linesBefore + [...text].slice(0, position - 1).filter((character) => character === '\n').length + 1
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Why a database cannot be brought up to the migrations that came with the program. */
export const migrationProblems = {
  changed: (name: string) =>
    new Problem(
      'migration.changed',
      500,
      {
        zh: `迁移文件 ${name} 在执行之后被改动；已执行的迁移不可修改，请恢复原文件并新增一个迁移。`,
        en: `Migration ${name} was edited after it had been applied. An applied migration stays as it is: restore the file and add a new one.`,
      },
      { name },
    ),
  outOfOrder: (name: string, expected: string) =>
    new Problem(
      'migration.out_of_order',
      500,
      {
        zh: `迁移文件编号不连续或缺失：此处应为 ${expected}，实际为 ${name}。`,
        en: `The numbered migrations have a gap or a file is missing: expected ${expected}, found ${name}.`,
      },
      { name, expected },
    ),
  failed: (name: string, statement: FileStatement, error: unknown) => {
    const line = lineOf(statement, error)
    const place = line === undefined ? name : `${name}:${line}`
    const reason = messageOf(error)
    const sentence = { zh: `迁移 ${place} 执行失败，已回滚：${reason}`, en: `Migration ${place} failed and was rolled back: ${reason}` }
    return new Problem('migration.failed', 500, sentence, { name, ...(line !== undefined && { line }), reason })
  },
}
