import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { Clock } from '#platform/clock.ts'
import type { Database, Db } from '#platform/db.ts'
import type { FileStore } from '#platform/files.ts'
import type { Logger } from '#platform/log.ts'
import type { Metrics } from '#platform/metrics.ts'

/** What a task is given; it opens its own transactions. */
export interface TaskCall {
  readonly db: Db
  readonly at: Date
  readonly files: FileStore
  readonly log: Logger
}

/** Time → task. `cron` has five fields (minute hour day month weekday) in UTC. A task that is still running is not started a second time. */
export interface Task {
  readonly name: string
  readonly cron: string
  readonly run: (call: TaskCall) => Promise<unknown>
}

export interface JobParts {
  readonly database: Pick<Database, 'db' | 'pool' | 'engine'>
  readonly clock: Clock
  readonly tasks: readonly Task[]
  readonly files: FileStore
  readonly log: Logger
  readonly metrics?: Metrics
}

export interface Jobs {
  /** Asks for a task now instead of at its time; it is left out when it is already waiting or running. */
  runNow(name: string): Promise<void>
  /** Waits up to 10 s for tasks under way. */
  stop(): Promise<void>
}

/** Tables of the library live in a schema of their own, apart from the product's. */
const SCHEMA = 'job'
const POLL_SECONDS = 10
const TASK_MINUTES = 15
/** A process that ends in the middle of a task stops saying that it lives; after this long, and a minute at most, the task may run again. */
const HEARTBEAT_SECONDS = 30
const KEEP_SECONDS = 24 * 3600

/**
 * The library's statements on our own pool, which on the embedded engine is the only connection there is. A text without values may hold several
 * statements, a whole transaction among them: its rows are those of all statements, and one that failed inside is rolled back before the
 * connection goes back to the pool.
 */
async function execute(pool: pg.Pool, text: string, values: unknown[] | undefined): Promise<{ rows: unknown[] }> {
  const client = await pool.connect()
  try {
    const result: pg.QueryResult | pg.QueryResult[] = await client.query(text, values)
    client.release()
    return { rows: [result].flat().flatMap(({ rows }) => rows) }
  } catch (error) {
    const undone = await client.query('rollback').then(
      () => true,
      () => false,
    )
    client.release(!undone)
    throw error
  }
}

function makeBoss({ database, log }: JobParts): PgBoss {
  const boss = new PgBoss({
    schema: SCHEMA,
    db: { executeSql: (text, values) => execute(database.pool, text, values) },
    backend: database.engine === 'embedded' ? 'pglite' : 'postgres',
    // The embedded engine has its own upkeep; a server has autovacuum and whoever looks after it.
    reindex: false,
    monitorVacuum: false,
  })
  boss.on('error', (error) => log.error({ error }, 'scheduled tasks: the queue failed'))
  boss.on('warning', ({ message }) => log.warn({ warning: message }, 'scheduled tasks: the queue warns'))
  return boss
}

async function runTask({ database, clock, files, log, metrics }: JobParts, task: Task): Promise<void> {
  const stop = metrics?.jobDuration.startTimer({ job: task.name })
  try {
    await task.run({ db: database.db, at: clock.now(), files, log })
    metrics?.jobRuns.inc({ job: task.name, outcome: 'done' })
  } catch (error) {
    metrics?.jobRuns.inc({ job: task.name, outcome: 'failed' })
    log.error({ error, task: task.name }, 'a scheduled task failed')
    throw error
  } finally {
    stop?.()
  }
}

/** Returns the id of the worker that waits for the task. */
async function addTask(boss: PgBoss, parts: JobParts, task: Task): Promise<string> {
  const rules = {
    retryLimit: 0,
    expireInSeconds: TASK_MINUTES * 60,
    deleteAfterSeconds: KEEP_SECONDS,
    heartbeatSeconds: HEARTBEAT_SECONDS,
  }
  await boss.createQueue(task.name, { ...rules, policy: 'exclusive' })
  await boss.updateQueue(task.name, rules)
  await boss.schedule(task.name, task.cron, null, { tz: 'UTC' })
  return boss.work(task.name, { pollingIntervalSeconds: POLL_SECONDS }, () => runTask(parts, task))
}

/** Forgets the times of tasks the table no longer has. */
async function removeOthers(boss: PgBoss, tasks: readonly Task[]): Promise<void> {
  for (const { name } of await boss.getSchedules()) if (!tasks.some((task) => task.name === name)) await boss.unschedule(name)
}

/** Runs the schedule's tasks at their times, on one process of those that share the database, from now until stopped. */
export async function startJobs(parts: JobParts): Promise<Jobs> {
  const boss = makeBoss(parts)
  await boss.start()
  await removeOthers(boss, parts.tasks)
  const workers = new Map<string, string>()
  for (const task of parts.tasks) workers.set(task.name, await addTask(boss, parts, task))
  return {
    async runNow(name) {
      await boss.send(name)
      boss.notifyWorker(workers.get(name) ?? '')
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000, close: false }),
  }
}
