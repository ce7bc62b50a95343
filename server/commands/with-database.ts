import { mkdirSync } from 'node:fs'
import { type Config, readConfig } from '#platform/config.ts'
import { type Database, openDatabase } from '#platform/db.ts'
import { migrate } from '#platform/migrate.ts'

/** Opens the configured database, brings its schema up to date, does the work, and closes whatever happens. */
export async function withDatabase<Result>(work: (database: Database, config: Config) => Promise<Result>): Promise<Result> {
  const config = readConfig(process.env)
  mkdirSync(config.dataDir, { recursive: true })
  const database = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, namedStatements: true })
  try {
    await migrate(database.db)
    return await work(database, config)
  } finally {
    await database.close()
  }
}
