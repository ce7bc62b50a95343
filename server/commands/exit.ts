import { Problem } from '#platform/problem.ts'

/** What scripts may rely on. */
export const EXIT = { done: 0, failed: 1, usage: 2, faults: 3 } as const

/** Faults of the system around us that a person can mend, by their codes; anything else is a bug and keeps its stack. */
const KNOWN: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  ENOENT: { zh: '找不到文件', en: 'There is no such file' },
  EISDIR: { zh: '这是目录，不是文件', en: 'This is a folder, not a file' },
  EACCES: { zh: '没有权限', en: 'No permission' },
  EADDRINUSE: { zh: '端口已被占用，请改 WANGGE_PORT', en: 'The port is taken: choose another by WANGGE_PORT' },
  ECONNREFUSED: { zh: '连不上数据库服务器', en: 'The database server does not answer' },
  ENOTFOUND: { zh: '找不到主机', en: 'There is no such host' },
  ERR_INVALID_URL: { zh: '地址写法有误', en: 'This is not an address' },
  '28P01': { zh: '数据库口令不对', en: 'The database refuses the password' },
  '3D000': { zh: '没有这个数据库', en: 'There is no such database' },
}

interface SystemFault extends Error {
  readonly code: string
  readonly path?: string
  readonly port?: number
  readonly input?: string
}
const isKnown = (error: unknown): error is SystemFault =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code in KNOWN

/** Writes what went wrong in both languages to standard error; returns the exit code. A bug keeps its stack. */
export function explain(error: unknown): number {
  if (error instanceof Problem) return explainProblem(error)
  if (isKnown(error)) {
    const where = error.path ?? error.input ?? error.port ?? ''
    process.stderr.write(`${KNOWN[error.code]?.zh}：${where}\n${KNOWN[error.code]?.en}: ${where} [${error.code}]\n`)
  } else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return EXIT.failed
}

/** A server words its refusals in one language: what is the same in both is written once. */
function explainProblem({ code, text, details }: Problem): number {
  const words = text.zh === text.en ? [text.zh] : [text.zh, text.en]
  process.stderr.write(`${words.join('\n')} [${code}]\n`)
  if (Object.keys(details).length > 0) process.stderr.write(`${JSON.stringify(details)}\n`)
  return EXIT.failed
}

export const say = (line: string): boolean => process.stdout.write(`${line}\n`)
