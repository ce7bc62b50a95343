import { fileURLToPath } from 'node:url'
import { DefaultQueryExecutor } from 'kysely'
import { afterAll, beforeAll } from 'vitest'
import { tablesOf } from '#server/table-kinds.ts'
import { CITIES_TOGETHER } from '#test/architecture/cities-together.ts'
import { cityFaults, parserReady } from '#test/architecture/statement-cities.ts'

/** What is kept on the process: the statements of the server judged so far, and what was found and not yet told. */
interface Recorder {
  readonly judged: Set<string>
  readonly faults: string[]
}
const shared: { wanggeRecorder?: Recorder } = globalThis as { wanggeRecorder?: Recorder }
const root = fileURLToPath(new URL('../../', import.meta.url))
const OURS = ['server/', 'test/', 'bench/', 'tools/']
const tables = {
  tenant: new Set(tablesOf('tenant')),
  others: new Set([...tablesOf('local'), ...tablesOf('reference')].filter((name) => name !== 'schema_migration')),
}

/** The calls on the stack as they are, without the costly look into source maps. */
function callSites(): NodeJS.CallSite[] {
  const { prepareStackTrace, stackTraceLimit } = Error
  Error.stackTraceLimit = 50
  Error.prepareStackTrace = (_error, sites) => sites
  const { stack } = new Error('where') as unknown as { stack: NodeJS.CallSite[] }
  Object.assign(Error, { prepareStackTrace, stackTraceLimit })
  return stack
}

/** Where in our own code a statement comes from: the nearest call that is ours. Kysely compiles before it first waits, so the call is on the stack. */
function origin(): { readonly path: string; readonly line: number } | undefined {
  for (const site of callSites()) {
    const file = (site.getFileName() ?? '').replace('file://', '')
    const path = file.startsWith(root) ? file.slice(root.length) : ''
    if (OURS.some((folder) => path.startsWith(folder)) && !path.endsWith('recorded-statements.ts'))
      return { path, line: site.getLineNumber() ?? 0 }
  }
  return undefined
}

const excused = (path: string, sql: string): boolean =>
  Object.keys(CITIES_TOGETHER).some((excuse) => excuse.startsWith(`${path}#`) && sql.includes(excuse.slice(path.length + 1)))

function judge({ judged, faults }: Recorder, sql: string): void {
  if (judged.has(sql)) return
  const from = origin()
  if (!from?.path.startsWith('server/')) return
  judged.add(sql)
  if (excused(from.path, sql)) return
  for (const fault of cityFaults(sql, tables)) faults.push(`${from.path}:${from.line}: ${fault}\n    ${sql.slice(0, 2000)}`)
}

function record(): Recorder {
  const recorder: Recorder = { judged: new Set(), faults: [] }
  const compile = DefaultQueryExecutor.prototype.compileQuery
  DefaultQueryExecutor.prototype.compileQuery = function (this: DefaultQueryExecutor, ...args) {
    const compiled = compile.apply(this, args)
    judge(recorder, compiled.sql)
    return compiled
  }
  return recorder
}

/** How many different statements of the server were judged in this process so far. */
export const judgedStatements = (): number => shared.wanggeRecorder?.judged.size ?? 0

// Every test file fails when the server sent a statement during it that is not held to one city.
beforeAll(async () => {
  await parserReady()
  shared.wanggeRecorder ??= record()
})

afterAll(() => {
  const found = shared.wanggeRecorder?.faults.splice(0) ?? []
  if (found.length > 0)
    throw new Error(`statements that are not held to one city (name its city_id, or say in CITIES_TOGETHER why not):\n${found.join('\n')}`)
})
