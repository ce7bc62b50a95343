import { type Database, type Db, openDatabase } from '#platform/db.ts'
import { migrate } from '#platform/migrate.ts'

/** Which engine the suite runs on: WANGGE_TEST_ENGINE=embedded (the default) or server. */
export const testEngine: 'embedded' | 'server' = process.env.WANGGE_TEST_ENGINE === 'server' ? 'server' : 'embedded'

/** The server's address, set by test/support/start-engine.ts; undefined on the embedded engine. */
export function testDatabaseUrl(): string | undefined {
  if (testEngine === 'embedded') return undefined
  const url = process.env.WANGGE_TEST_DATABASE_URL
  if (!url) throw new Error('WANGGE_TEST_ENGINE=server needs WANGGE_TEST_DATABASE_URL, which the vitest set-up provides')
  return url
}

async function open(): Promise<Database> {
  const database = await openDatabase({ databaseUrl: testDatabaseUrl() })
  await migrate(database.db)
  return database
}

/** Kept on the process, not in the module: vitest may load a module once per test file, and opening takes seconds. */
const shared: { wanggeTestDatabase?: Promise<Database> } = globalThis as { wanggeTestDatabase?: Promise<Database> }

/** The one migrated database of this test process, shared by all test files. What a test commits here the next one sees. */
export function testDatabase(): Promise<Database> {
  shared.wanggeTestDatabase ??= open()
  return shared.wanggeTestDatabase
}

class Rollback extends Error {}

/** Runs `test` in a transaction that is rolled back whatever happens; use only `tx` inside. Returns what the test returned. */
export async function withRollback<T>(test: (tx: Db) => Promise<T>): Promise<T> {
  const { db } = await testDatabase()
  const results: T[] = []
  const run = db.transaction().execute(async (tx) => {
    results.push(await test(tx))
    throw new Rollback()
  })
  return run.catch((error: unknown) => {
    if (error instanceof Rollback) return results[0] as T
    throw error
  })
}
