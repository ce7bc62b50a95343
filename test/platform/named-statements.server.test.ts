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

it('has a statement planned anew after the schema changed, and one that looks through cases planned for its values each time', async () => {
  const { db } = database
  await sql`create table if not exists changing (id int)`.execute(db)
  const read = async (id: number) => (await sql`select * from changing where id = ${id}`.execute(db)).rows
  expect(await read(1)).toEqual([])
  await sql`alter table changing add column name text`.execute(db)
  await expect(read(1)).rejects.toMatchObject({ code: '0A000' })
  expect(await read(1)).toEqual([])
  await sql`drop table changing`.execute(db)
  const cases = sql`with "case" (city_id, place_code, id) as (values ('x', '1', 'y')) select id from "case" where city_id = ${'x'}`
  await sql`${cases} and place_code >= ${'1'}`.execute(db)
  await sql`${cases} and id = ${'y'}`.execute(db)
  expect([await prepared('place_code >= $2'), await prepared('and id = $2')]).toEqual([0, 1])
})
