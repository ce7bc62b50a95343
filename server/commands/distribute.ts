import { say } from '#commands/exit.ts'
import { showProgress } from '#commands/progress.ts'
import { withDatabase } from '#commands/with-database.ts'
import { databaseProblems } from '#platform/database-problems.ts'
import { distribute } from '#platform/distribute.ts'
import { tablesOf } from '#server/table-kinds.ts'

/** Spreads the database of DATABASE_URL over the machines its Citus knows. */
export async function distributeDatabase(): Promise<void> {
  if (!process.env.DATABASE_URL) throw databaseProblems.noCitus()
  await withDatabase(async ({ db }) => {
    const progress = showProgress('分布 / distributing')
    const kinds = { tenant: tablesOf('tenant'), reference: tablesOf('reference') }
    const report = await distribute(db, kinds, (table, done, total) => progress.to(done, total, table))
    progress.end()
    const { workers, spread, copied, already } = report
    say(
      `已按城市分布 ${spread.length} 张表，复制 ${copied.length} 张参照表，原已就绪 ${already} 张；节点：${workers.join('、') || '仅协调节点'}\n` +
        `${spread.length} tables distributed by city, ${copied.length} reference tables copied, ${already} were ready; nodes: ${workers.join(', ') || 'the coordinator alone'}`,
    )
  })
}
