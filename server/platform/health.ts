import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import { checkFolder } from '#platform/file-folder.ts'
import type { FileStore } from '#platform/files.ts'
import type { Metrics } from '#platform/metrics.ts'

export interface HealthParts {
  readonly db: Db
  /** Names of migrations the database still lacks. */
  readonly pendingMigrations: (db: Db) => Promise<readonly string[]>
  readonly dataDir: string
  readonly files?: Pick<FileStore, 'check'>
  /** Whether the database refused to write lately because its disk was full. */
  readonly isShortOfRoom?: () => boolean
}

export interface Health {
  readonly ok: boolean
  readonly checks: Readonly<Record<'database' | 'migrations' | 'storage', 'ok' | 'failed' | 'slow' | 'full'>>
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

/** Something is really written: a full disk may still be entered and read. */
async function canKeep({ dataDir, files }: HealthParts): Promise<boolean> {
  await checkFolder(dataDir)
  await files?.check()
  return true
}

/** Whether this server can do its work: the database answers and has room, its schema is current, files can be kept. */
export async function checkHealth(parts: HealthParts): Promise<Health> {
  const [database, migrations, storage] = await Promise.all([within(answers(parts.db)), within(isCurrent(parts)), within(canKeep(parts))])
  const short = database === 'ok' && parts.isShortOfRoom?.() === true
  const checks = { database: short ? ('full' as const) : database, migrations, storage }
  return { ok: Object.values(checks).every((each) => each === 'ok'), checks }
}

/** Milliseconds for which one look serves everybody who asks: nobody needs to be signed in to ask, and looking writes to the disk. */
const LOOK_LASTS = 500

/** GET /healthz: 200 or 503 with what failed, for load balancers and supervisors. */
export function addHealth(app: FastifyInstance, parts: HealthParts): void {
  let look: { readonly at: number; readonly health: Promise<Health> } | undefined
  app.get('/healthz', async (_, reply) => {
    if (look === undefined || performance.now() - look.at > LOOK_LASTS) look = { at: performance.now(), health: checkHealth(parts) }
    const health = await look.health
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
