import { EXIT, say } from '#commands/exit.ts'
import { showProgress } from '#commands/progress.ts'
import { withDatabase } from '#commands/with-database.ts'
import { openDatabase } from '#platform/db.ts'
import { migrate } from '#platform/migrate.ts'
import { moveDatabase } from '#platform/move-database.ts'

/** Moves the trial database to a PostgreSQL server; files stay where they are. */
export async function moveToServer(url: string): Promise<void> {
  if (process.env.DATABASE_URL) {
    process.stderr.write('请先取消 DATABASE_URL：来源是内嵌试用数据库 / unset DATABASE_URL: the source is the embedded trial database\n')
    process.exitCode = EXIT.usage
    return
  }
  await withDatabase(async (source) => {
    const target = await openDatabase({ databaseUrl: url, poolSize: 1 })
    try {
      await migrate(target.db)
      const progress = showProgress('迁移 / moving')
      const { tables, rows } = await moveDatabase(source.db, target.db, (table, done) => progress.to(done, done, table))
      progress.end()
      say(
        `已迁移 ${tables} 张表、${rows} 行 / moved ${tables} tables, ${rows} rows\n今后以该地址启动 / from now on start with DATABASE_URL=${url.replace(/:[^:@/]+@/, ':***@')}`,
      )
    } finally {
      await target.close()
    }
  })
}
