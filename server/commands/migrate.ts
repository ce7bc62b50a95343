import { mkdirSync } from 'node:fs'
import { say } from '#commands/exit.ts'
import { readConfig } from '#platform/config.ts'
import { openDatabase } from '#platform/db.ts'
import { migrate } from '#platform/migrate.ts'

export async function migrateDatabase(): Promise<void> {
  const { databaseUrl, dataDir } = readConfig(process.env)
  mkdirSync(dataDir, { recursive: true })
  const database = await openDatabase({ databaseUrl, dataDir })
  try {
    const { applied, already } = await migrate(database.db)
    say(
      `已应用 ${applied.length} 个变更，原有 ${already} 个 / ${applied.length} applied, ${already} were there${applied.map((name) => `\n  ${name}`).join('')}`,
    )
  } finally {
    await database.close()
  }
}
