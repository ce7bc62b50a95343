import { mkdirSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { qrRoutes } from '#field/routes-qr.ts'
import { withKeys } from '#identity/key-visitor.ts'
import type { OidcFailure } from '#identity/oidc-client.ts'
import { identityRoutes } from '#identity/routes.ts'
import { makeSecretBox } from '#identity/secret-box.ts'
import { readSecretKey } from '#identity/secret-key.ts'
import { makeSessions } from '#identity/sessions.ts'
import { channelsOf, makeOutlets, type Outlets } from '#messages/outlets.ts'
import { actorDirectory } from '#organisation/actor-directory.ts'
import { aboutRoutes, TRIAL_NOTICE } from '#platform/about-routes.ts'
import { writeBackup } from '#platform/backup/write-backup.ts'
import { type Clock, systemClock } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import { type Control, openControl } from '#platform/control-socket.ts'
import { type Database, type Db, openDatabase } from '#platform/db.ts'
import { addHealth, addMetrics } from '#platform/health.ts'
import { buildApp } from '#platform/http.ts'
import { type Hub, makeHub } from '#platform/hub.ts'
import { type Jobs, startJobs } from '#platform/jobs.ts'
import { databaseLog, type Logger, makeLogger } from '#platform/log.ts'
import { type Metrics, makeMetrics } from '#platform/metrics.ts'
import { listPendingMigrations, migrate } from '#platform/migrate.ts'
import { openFileStore } from '#platform/open-files.ts'
import { preferenceRoutes } from '#platform/preference-routes.ts'
import { productVersion } from '#platform/product-version.ts'
import { readOutboxLag } from '#platform/queries-outbox.ts'
import { makeRelay, type Relay } from '#platform/relay.ts'
import { makeRoomWatch } from '#platform/room-watch.ts'
import { streamRoutes } from '#platform/stream.ts'
import { addWebPages } from '#platform/web-pages.ts'
import { routesWith } from '#server/app.ts'
import { scheduleWith } from '#server/schedule.ts'
import { batchesWith, subscriptions } from '#server/subscriptions.ts'

export interface RunningServer {
  /** Where it answers, such as http://127.0.0.1:4180. */
  readonly url: string
  readonly database: Database
  /** Aborted as soon as it begins to stop, for work that runs beside it. */
  readonly stopping: AbortSignal
  /** Stops taking requests, finishes those under way (10 s at most), then ends streams, relay, jobs and database. Stopping twice is stopping once. */
  stop(): Promise<void>
}

/** What is to be there before the first request: done after the schema is up to date. */
export type Prepare = (database: Database) => Promise<void>

interface Parts {
  readonly config: Config
  readonly clock: Clock
  readonly database: Database
  readonly log: Logger
  readonly metrics: Metrics
  readonly hub: Hub
  readonly relay: Relay
}

function addGauges({ metrics, database, hub, clock }: Parts): void {
  const { pool, db } = database
  metrics.gauge(
    'wangge_outbox_lag_seconds',
    'Age of the oldest event still waiting',
    async () => (await readOutboxLag(db, clock.now())) / 1000,
  )
  metrics.gauge('wangge_database_waiting', 'Requests waiting for a database connection', () => pool.waitingCount)
  metrics.gauge('wangge_database_connections', 'Open database connections', () => pool.totalCount)
  metrics.gauge('wangge_streams', 'Open event streams', () => hub.size)
}

/** A directory that is away or set up wrongly is the operator's to mend. */
const noteFailure =
  (log: Logger) =>
  ({ reason, cause }: OidcFailure): void =>
    log.warn({ reason, error: cause }, 'a sign-in through the directory failed')

/** What a server is made of before it listens. */
export type ServerParts = Pick<Parts, 'config' | 'clock' | 'log' | 'metrics' | 'hub'> & {
  readonly database: Pick<Database, 'db' | 'engine'>
  readonly relay: Pick<Relay, 'wake'>
}

/** The whole application as it is served: every route, page, figure and check, not yet listening. */
export async function makeApp(parts: ServerParts): Promise<FastifyInstance> {
  const { config, clock, database, log, metrics, hub, relay } = parts
  const [room, files] = [makeRoomWatch(clock), openFileStore(config.files)]
  const version = productVersion()
  const directory = actorDirectory
  const visitors = { db: database.db, clock, directory }
  const sessions = withKeys(makeSessions(visitors), visitors)
  const secrets = makeSecretBox(readSecretKey(config))
  const own = [
    ...aboutRoutes({ version, engine: database.engine, directory, baseMap: config.baseMap, directorySignIn: config.oidc?.name ?? null }),
    ...identityRoutes({ directory, rules: config, secrets, oidc: config.oidc, onEnd: hub.endSession, onFailure: noteFailure(log) }),
    ...preferenceRoutes,
    ...qrRoutes(config),
    ...streamRoutes({ hub, sessions }),
  ]
  const app = buildApp({
    database,
    clock,
    config,
    routes: [...own, ...routesWith({ messages: config.messages, secrets })],
    sessions,
    files,
    onProblem: room.note,
    version,
    log,
    metrics,
    afterWrite() {
      room.forget()
      relay.wake()
    },
    ...(config.limits && { limits: config.limits }),
    beforeClose: () => hub.close(),
  })
  await addWebPages(app, config)
  addHealth(app, {
    db: database.db,
    pendingMigrations: listPendingMigrations,
    dataDir: config.dataDir,
    files,
    isShortOfRoom: room.isShort,
  })
  addMetrics(app, metrics, config.metricsToken)
  return app
}

interface Started {
  readonly app: FastifyInstance
  readonly jobs: Jobs
  readonly outlets: Outlets
  readonly control: Control | undefined
}

function stopper({ database, relay, log }: Parts, { app, jobs, outlets, control }: Started, leaving: AbortController): () => Promise<void> {
  let stopping: Promise<void> | undefined
  const stopAll = async (): Promise<void> => {
    log.info('stopping')
    leaving.abort()
    await app.close()
    await control?.close()
    await relay.stop()
    await jobs.stop()
    outlets.close()
    await database.close()
    log.info('stopped')
  }
  return () => {
    stopping ??= stopAll()
    return stopping
  }
}

/** The trial database is open in this process alone, so what others would do with it is done here on their behalf. */
async function controlOf({ config, clock, database, log }: Parts): Promise<Control | undefined> {
  if (database.engine !== 'embedded') return undefined
  const [files, version] = [openFileStore(config.files), productVersion()]
  return openControl(config.dataDir, { backup: (out) => writeBackup(out, { database, files, version, at: clock.now() }) }, log)
}

async function upgrade(db: Db, log: Logger): Promise<void> {
  const { applied } = await migrate(db)
  if (applied.length > 0) log.info({ applied }, 'the database schema was brought up to date')
}

/** An upgrade may take its time, a request may not: on a server each has connections of its own. */
async function openUpgraded({ databaseUrl, dataDir, statementSeconds, preparedStatements }: Config, log: Logger): Promise<Database> {
  const patient = await openDatabase({ databaseUrl, dataDir, log: databaseLog(log), ...(databaseUrl && { poolSize: 1 }) })
  try {
    await upgrade(patient.db, log)
  } catch (error) {
    await patient.close()
    throw error
  }
  if (patient.engine === 'embedded') return patient
  await patient.close()
  return openDatabase({ databaseUrl, statementSeconds, namedStatements: preparedStatements, log: databaseLog(log) })
}

/** What a start undertook so far is undone when a later step fails, so that no lock or connection is left behind. */
async function startOn(parts: Parts, prepare: Prepare): Promise<RunningServer> {
  const { config, clock, database, log, relay } = parts
  await prepare(database)
  addGauges(parts)
  const app = await makeApp(parts)
  const outlets = makeOutlets(config.messages, makeSecretBox(readSecretKey(config)))
  const jobs = await startJobs({
    database,
    clock,
    tasks: scheduleWith(outlets),
    files: openFileStore(config.files),
    log,
    metrics: parts.metrics,
  })
  const control = await controlOf(parts)
  const leaving = new AbortController()
  const stop = stopper(parts, { app, jobs, outlets, control }, leaving)
  try {
    const url = await app.listen({ host: config.host, port: config.port })
    relay.start()
    log.info({ url, engine: database.engine }, 'serving')
    if (database.engine === 'embedded') log.warn(`${TRIAL_NOTICE.zh} / ${TRIAL_NOTICE.en}`)
    return { url, database, stopping: leaving.signal, stop }
  } catch (error) {
    await app.close()
    await control?.close()
    await jobs.stop()
    outlets.close()
    throw error
  }
}

/**
 * Starts everything: database (migrated first), HTTP, relay and jobs. Throws what stopped it: a Problem of the database or of a migration,
 * or the system's error when the port is taken. `clock` is what everything in it takes for now.
 */
export async function startServer(config: Config, prepare: Prepare = async () => {}, clock: Clock = systemClock): Promise<RunningServer> {
  const log = makeLogger(config.logLevel)
  mkdirSync(config.dataDir, { recursive: true })
  const database = await openUpgraded(config, log)
  const [metrics, hub] = [makeMetrics(), makeHub()]
  const relay = makeRelay({
    db: database.db,
    clock,
    subscriptions,
    batches: batchesWith(channelsOf(config.messages)),
    onDelivered: hub.publish,
    log,
    metrics,
  })
  try {
    return await startOn({ config, clock, database, log, metrics, hub, relay }, prepare)
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Stops the server at SIGTERM or SIGINT and lets the process end; a second signal ends it at once. */
export function stopOnSignals(server: RunningServer): void {
  const end = (): void => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1))
    server.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end)
}
