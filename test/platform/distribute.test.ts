import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyHistory } from '#cases/verify-history.ts'
import { type Db, openDatabase } from '#platform/db.ts'
import { distribute } from '#platform/distribute.ts'
import { migrate } from '#platform/migrate.ts'
import { listSpreadTables } from '#platform/queries-distribute.ts'
import { tablesOf } from '#server/table-kinds.ts'
import { act, makeCaseCity, minutesLater, report } from '../support/cases.ts'
import { testDatabase, testEngine } from '../support/database.ts'
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts'

// Opening the embedded engine takes longer than a test may.
beforeAll(testDatabase)

const kinds = { tenant: tablesOf('tenant'), reference: tablesOf('reference') }

it('refuses a database without Citus in both languages, and changes nothing', async () => {
  const { db } = await testDatabase()
  const refused = distribute(db, kinds)
  await expect(refused).rejects.toMatchObject({
    code: 'database.no_citus',
    text: { zh: expect.stringContaining('Citus'), en: expect.stringContaining('nothing was changed') },
  })
})

async function hasCitus(): Promise<boolean> {
  if (testEngine === 'embedded') return false
  const { db } = await testDatabase()
  return (await sql`select from pg_available_extensions where name = 'citus'`.execute(db)).rows.length > 0
}

const servers: PostgresServer[] = []
afterAll(() => Promise.all(servers.map((server) => server.stop())))

/** A coordinator that knows one other machine, both on the loopback address; returns its address. */
async function startTwoMachines(): Promise<string> {
  const settings = ['shared_preload_libraries=citus', 'citus.node_conn_info=sslmode=disable']
  const [coordinator, worker] = [await startPostgres({ settings }), await startPostgres({ settings })]
  servers.push(coordinator, worker)
  const [first, second] = [new URL(coordinator.url), new URL(worker.url)]
  for (const { url } of [worker, coordinator]) {
    const { db, close } = await openDatabase({ databaseUrl: url, poolSize: 1 })
    await sql`create extension citus`.execute(db)
    if (url === coordinator.url) {
      await sql`select citus_set_coordinator_host(${first.hostname}::text, ${Number(first.port)}::int)`.execute(db)
      await sql`select citus_add_node(${second.hostname}::text, ${Number(second.port)}::int)`.execute(db)
    }
    await close()
  }
  return coordinator.url
}

const countTies = async (db: Db): Promise<number> =>
  (
    await sql<{
      count: number
    }>`select count(*)::int as count from pg_constraint where contype = 'f' and conrelid::regclass::text = any(${kinds.tenant.map((name) => (name === 'case' ? '"case"' : name))}::text[])`.execute(
      db,
    )
  ).rows[0]?.count ?? 0

describe.skipIf(!(await hasCitus()))('a database with Citus (left out where it is not installed)', () => {
  it('is spread by city, goes on where it was stopped, stays as it is when asked again, and cases go on', {
    timeout: 300_000,
  }, async () => {
    const { db, close } = await openDatabase({ databaseUrl: await startTwoMachines(), poolSize: 4 })
    try {
      await migrate(db)
      const city = await makeCaseCity(db)
      const acceptor = city.actorOf('1-centre.acceptor', minutesLater(1))
      const { id } = await report(db, city, acceptor)
      const ties = await countTies(db)

      const halfWay = distribute(db, kinds, (_table, done) => {
        if (done === 7) throw new Error('stopped')
      })
      await expect(halfWay).rejects.toThrow('stopped')
      expect(await listSpreadTables(db)).toHaveLength(7)

      const done = await distribute(db, kinds)
      expect([done.workers.length, done.spread.length, done.already]).toEqual([1, kinds.tenant.length - 7, 7])
      const spread = await listSpreadTables(db)
      expect(
        spread
          .filter(({ kind }) => kind === 'spread')
          .map(({ table }) => table)
          .sort(),
      ).toEqual(kinds.tenant.toSorted())
      expect(new Set(spread.map(({ column }) => column))).toEqual(new Set(['city_id']))
      expect(await countTies(db)).toBe(ties)
      expect(await distribute(db, kinds)).toMatchObject({ spread: [], copied: [], already: kinds.tenant.length })

      await act(db, city.actorOf('1-centre.acceptor', minutesLater(2)), id, 'accept', { typeCode: 'C0104', conditionNumber: 1 })
      await act(db, city.actorOf('1-centre.duty-chief', minutesLater(3)), id, 'file', {})
      expect(await verifyHistory(db, { cityId: city.cityId })).toMatchObject({ cases: 1, events: 3, broken: [] })
    } finally {
      await close()
    }
  })
})
