import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { Metrics } from '#platform/metrics.ts'

export interface HealthParts {
  readonly db: Db
  /** Names of migrations the database still lacks. */
  readonly pendingMigrations: (db: Db) => Promise<readonly string[]>
  readonly dataDir: string
}

export interface Health {
  readonly ok: boolean
  readonly checks: Readonly<Record<'database' | 'migrations' | 'storage', 'ok' | 'failed' | 'slow'>>
}

const TIME_LIMIT = 3000

/** A check that has not answered in time is 'slow', which is not healthy either. */
async function within(check: Promise<boolean>): Promise<'ok' | 'failed' | 'slow'> {
  const timer = Promise.withResolvers<'slow'>()
  const timeout = setTimeout(() => timer.resolve('slow'), TIME_LIMIT)
  const result = check.then(
    (good) => (good ? 'ok' : 'failed'),
    () => 'failed' as const,
  )
  try {
    return await Promise.race([result, timer.promise])
  } finally {
    clearTimeout(timeout)
  }
}

const answers = async (db: Db): Promise<boolean> => (await sql`select 1`.execute(db)).rows.length === 1
const isCurrent = async ({ db, pendingMigrations }: HealthParts): Promise<boolean> => (await pendingMigrations(db)).length === 0
const isWritable = (dir: string): Promise<boolean> => access(dir, constants.W_OK).then(() => true)

/** Whether this server can do its work: the database answers, its schema is current, the data directory can be written. */
export async function checkHealth(parts: HealthParts): Promise<Health> {
  const [database, migrations, storage] = await Promise.all([
    within(answers(parts.db)),
    within(isCurrent(parts)),
    within(isWritable(parts.dataDir)),
  ])
  return { ok: [database, migrations, storage].every((each) => each === 'ok'), checks: { database, migrations, storage } }
}

/** GET /healthz: 200 or 503 with what failed, for load balancers and supervisors. */
export function addHealth(app: FastifyInstance, parts: HealthParts): void {
  app.get('/healthz', async (_, reply) => {
    const health = await checkHealth(parts)
    return reply.code(health.ok ? 200 : 503).send(health)
  })
}

/** GET /metrics in the Prometheus text format; with a token set, only for who sends it. */
export function addMetrics(app: FastifyInstance, metrics: Metrics, token: string | undefined): void {
  app.get('/metrics', async (request, reply) => {
    if (token !== undefined && request.headers.authorization !== `Bearer ${token}`) return reply.code(401).send()
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}
