import { sql } from 'kysely'
import { afterAll, expect, it } from 'vitest'
import { verifyHistory } from '#cases/verify-history.ts'
import { openDatabase } from '#platform/db.ts'
import { migrate } from '#platform/migrate.ts'
import { moveDatabase } from '#platform/move-database.ts'
import { listTablesInOrder } from '#platform/queries-move.ts'
import { act, makeCaseCity, minutesLater, report } from '../support/cases.ts'
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts'

let server: PostgresServer | undefined
afterAll(() => server?.stop())

it('moves everything from the trial database to a server, value for value, and refuses a target that holds data', {
  timeout: 180_000,
}, async () => {
  server = await startPostgres()
  const source = await openDatabase({})
  const target = await openDatabase({ databaseUrl: server.url, poolSize: 1 })
  try {
    await migrate(source.db)
    await migrate(target.db)
    const city = await makeCaseCity(source.db)
    const acceptor = city.actorOf('1-centre.acceptor', minutesLater(1))
    const primary = await report(source.db, city, acceptor, { contact: { name: '某人', contact: '见登记表' } })
    const again = await report(source.db, city, acceptor, { description: '同一处，"引号"、\\反斜杠 与 {括号}' })
    await act(source.db, acceptor, again.id, 'merge', { primaryCaseId: primary.id, reason: '重复' })

    const { rows } = await moveDatabase(source.db, target.db)
    expect(rows).toBeGreaterThan(1500)
    for (const table of await listTablesInOrder(source.db)) {
      const spelled = sql<{ all: string | null }>`select md5(string_agg(t::text, '|' order by t::text)) as all from ${sql.table(table)} t`
      expect((await spelled.execute(target.db)).rows, table).toEqual((await spelled.execute(source.db)).rows)
    }
    expect(await verifyHistory(target.db, { cityId: city.cityId })).toMatchObject({ cases: 2, broken: [] })
    await expect(moveDatabase(source.db, target.db)).rejects.toMatchObject({ code: 'database.not_empty' })
  } finally {
    await source.close()
    await target.close()
  }
})
