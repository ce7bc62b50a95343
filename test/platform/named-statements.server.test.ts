import { sql } from 'kysely'
import { afterAll, expect, it } from 'vitest'
import { openDatabase } from '#platform/db.ts'
import { testDatabaseUrl } from '#test/support/database.ts'

const database = await openDatabase({ databaseUrl: testDatabaseUrl(), poolSize: 1, namedStatements: true })
afterAll(() => database.close())

/** Statements the server keeps ready on this connection that mention a text. */
const prepared = async (text: string): Promise<number> => {
  const statement = sql<{
    count: number
  }>`select count(*)::int as count from pg_prepared_statements where strpos(statement, ${text}::text) > 0`
  return (await statement.execute(database.db)).rows[0]?.count ?? 0
}

it('has a statement with parameters prepared once, whatever its values, and answers with the values of each call', async () => {
  const double = async (value: number) =>
    (await sql<{ twice: number }>`select ${value}::int * 2 as twice`.execute(database.db)).rows[0]?.twice
  expect([await double(1), await double(21), await double(-3)]).toEqual([2, 42, -6])
  expect(await prepared('::int * 2 as twice')).toBe(1)
})

it('goes on after an error in a prepared statement, inside a transaction that is rolled back and outside', async () => {
  const divide = (by: number) => sql<{ share: number }>`select 10 / ${by}::int as share`
  await expect(database.db.transaction().execute((tx) => divide(0).execute(tx))).rejects.toMatchObject({ code: '22012' })
  expect((await divide(5).execute(database.db)).rows).toEqual([{ share: 2 }])
})
