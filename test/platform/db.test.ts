import { type RawBuilder, sql } from 'kysely'
import { expect, test } from 'vitest'
import { inTransaction } from '#platform/db.ts'
import { testDatabase, withRollback } from '#test/support/database.ts'

const read = (expression: RawBuilder<unknown>): Promise<unknown> =>
  withRollback(async (tx) => (await sql<{ value: unknown }>`select ${expression} as value`.execute(tx)).rows[0]?.value)

const moment = new Date('2026-02-28T15:59:59.987Z')
const nested = { 名称: '井盖', list: [1, 'two', null, { deep: [true] }], empty: {}, quote: 'a"b\\c' }

test.each<[string, RawBuilder<unknown>, unknown]>([
  ['bigint at the edge of exact numbers', sql`${Number.MAX_SAFE_INTEGER}::bigint`, Number.MAX_SAFE_INTEGER],
  ['bigint given as bigint', sql`${-42n}::bigint`, -42],
  ['bigint[]', sql`${[1, 2, null]}::bigint[]`, [1, 2, null]],
  ['numeric', sql`${'12.50'}::numeric(6,2)`, 12.5],
  ['numeric[]', sql`'{1.5,2}'::numeric[]`, [1.5, 2]],
  ['double precision', sql`${0.1}::float8`, 0.1],
  ['count', sql`(select count(*) from generate_series(1, 7))`, 7],
  ['timestamptz with milliseconds', sql`${moment}::timestamptz`, moment],
  ['date', sql`${'2026-02-28'}::date`, '2026-02-28'],
  ['date[]', sql`${['2026-02-28', '2027-01-01']}::date[]`, ['2026-02-28', '2027-01-01']],
  ['jsonb object', sql`${nested}::jsonb`, nested],
  ['jsonb array, given as text', sql`${JSON.stringify([nested, 1])}::jsonb`, [nested, 1]],
  ['json null', sql`'null'::jsonb`, null],
  ['text[]', sql`${['甲', 'b,c', 'd"e', '', 'null', null]}::text[]`, ['甲', 'b,c', 'd"e', '', 'null', null]],
  ['empty array', sql`${[]}::text[]`, []],
  ['boolean', sql`${true}::boolean`, true],
  ['null', sql`${null}::text`, null],
  ['undefined', sql`${undefined}::text`, null],
  ['unicode', sql`${'网格化 — 𠮷野家 é'}::text`, '网格化 — 𠮷野家 é'],
  ['bytea', sql`${Buffer.from([0, 255, 10, 92])}::bytea`, Buffer.from([0, 255, 10, 92])],
  ['bytea given as Uint8Array', sql`${new Uint8Array([1, 2, 0])}::bytea`, Buffer.from([1, 2, 0])],
  ['uuid', sql`${'01890a5d-ac96-774b-bcce-b302099a8057'}::uuid`, '01890a5d-ac96-774b-bcce-b302099a8057'],
  ['session time zone', sql`current_setting('TimeZone')`, 'UTC'],
  ['a point', sql`st_asgeojson(st_setsrid(st_makepoint(${102.7}, ${25.04}), 4326))::json`, { type: 'Point', coordinates: [102.7, 25.04] }],
])('%s keeps its value', async (_name, expression, value) => {
  expect(await read(expression)).toEqual(value)
})

test('a bigint beyond exact numbers is refused, not rounded', async () => {
  await expect(read(sql`9007199254740993::bigint`)).rejects.toThrow(RangeError)
})

test('a failed statement names its code, constraint, table and detail', async () => {
  const attempt = withRollback(async (tx) => {
    await sql`create table failing (id int primary key, label text not null)`.execute(tx)
    await sql`insert into failing values (1, 'a')`.execute(tx)
    await sql`insert into failing values (1, 'b')`.execute(tx)
  })
  await expect(attempt).rejects.toMatchObject({
    code: '23505',
    constraint: 'failing_pkey',
    table: 'failing',
    detail: 'Key (id)=(1) already exists.',
  })
})

test('a statement after an error in the same transaction is refused, and the next transaction is unharmed', async () => {
  const attempt = withRollback(async (tx) => {
    await sql`select 1 / 0`.execute(tx).catch(() => {})
    await sql`select 1`.execute(tx)
  })
  await expect(attempt).rejects.toMatchObject({ code: '25P02' })
  expect(await read(sql`1::int`)).toBe(1)
})

test('several statements without parameters run as one', async () => {
  const rows = await withRollback(async (tx) => {
    await sql.raw("create table pair (a int); insert into pair values (1), (2); comment on table pair is 'a;b'").execute(tx)
    return (await sql`select a from pair order by a`.execute(tx)).rows
  })
  expect(rows).toEqual([{ a: 1 }, { a: 2 }])
})

test('the number of changed rows is told', async () => {
  const changed = await withRollback(async (tx) => {
    await sql`create table counted (a int)`.execute(tx)
    await sql`insert into counted select generate_series(1, 5)`.execute(tx)
    return (await sql`update counted set a = 0 where a > 2`.execute(tx)).numAffectedRows
  })
  expect(changed).toBe(3n)
})

test('a transaction inside a transaction joins it', async () => {
  const { db } = await testDatabase()
  await sql`create table if not exists joined (a int)`.execute(db)
  const outer = inTransaction(db, async (tx) => {
    await inTransaction(tx, async (inner) => {
      expect(inner).toBe(tx)
      await sql`insert into joined values (1)`.execute(inner)
    })
    throw new Error('outer fails')
  })
  await expect(outer).rejects.toThrow('outer fails')
  expect((await sql`select a from joined`.execute(db)).rows).toEqual([])
  await sql`drop table joined`.execute(db)
})
