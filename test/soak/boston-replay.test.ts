import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '#platform/db.ts'
import { migrate } from '#platform/migrate.ts'
import { BOSTON, boston, hasBoston } from '#test/replay/boston.ts'
import { replay, scratch } from '#test/replay/replay-of.ts'
import { type PostgresServer, startPostgres } from '#test/support/postgres-server.ts'

const REQUESTS = 58_251
const AN_HOUR = 3_600_000
let server: PostgresServer
let database: Database

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

/** A server of its own: half a million events are no company for other tests. */
describe.runIf(hasBoston)('58,251 real requests', () => {
  beforeAll(async () => {
    server = await startPostgres()
    database = await openDatabase({ databaseUrl: server.url, poolSize: 8, namedStatements: true })
    await migrate(database.db)
  })
  afterAll(async () => {
    await database.close()
    await server.stop()
  })

  it('are all in the loop, judged and placed as recorded, with a history that verifies', { timeout: 3 * AN_HOUR }, async () => {
    const onProgress = (done: number, total: number): void => {
      if (done % 5000 === 0) say(`replayed ${done} of ${total}`)
    }
    const { report } = await replay(database.db, {
      ...BOSTON,
      cityId: 'BOS',
      outDir: process.env.WANGGE_REPLAY_OUT ?? scratch(),
      parallel: 6,
      onProgress,
    })
    say(JSON.stringify(report, null, 2))
    expect(report).toMatchObject({
      requests: REQUESTS,
      inLoop: REQUESTS,
      complete: REQUESTS,
      placed: { point: 58_177, 'recorded-grid': 57, outside: 17 },
    })
    expect(report.verdict.both.share).toBeGreaterThanOrEqual(0.995)
    expect(report.verdict.withVerdict.share).toBe(1)
    expect(report.grid.share).toBeGreaterThanOrEqual(0.92)
    expect(report.history).toMatchObject({ cases: REQUESTS, broken: [] })
    expect(report.history.events).toBe((REQUESTS - report.open) * 9 + report.open * 5)
  })
})

if (!hasBoston) it.skip(boston('58,251 real requests'), () => {})
