import { Problem } from '#platform/problem.ts'

/** What scripts may rely on. */
export const EXIT = { done: 0, failed: 1, usage: 2, faults: 3 } as const

/** Writes what went wrong in both languages to standard error; returns the exit code. A bug keeps its stack. */
export function explain(error: unknown): number {
  if (error instanceof Problem) {
    process.stderr.write(`${error.text.zh}\n${error.text.en} [${error.code}]\n`)
    if (Object.keys(error.details).length > 0) process.stderr.write(`${JSON.stringify(error.details)}\n`)
  } else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return EXIT.failed
}

export const say = (line: string): boolean => process.stdout.write(`${line}\n`)
