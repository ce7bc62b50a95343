import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Db } from '#platform/db.ts'
import { migrate } from '#platform/migrate.ts'
import { testDatabase, withRollback } from '#test/support/database.ts'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'wangge-migrations-'))
  write(
    '0001_first.sql',
    "-- first\ncreate table first (a int);\ninsert into first values (1); -- a ; in a comment\ncomment on table first is 'x;y';",
  )
  write(
    '0002_second.sql',
    '-- second\ncreate function twice(n int) returns int language plpgsql as $$ begin return n * 2; end; $$;\ninsert into first values (twice(2));',
  )
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const write = (name: string, text: string): void => writeFileSync(join(directory, name), text)
const run = (tx: Db): Promise<{ applied: string[]; already: number }> => migrate(tx, { dir: pathToFileURL(`${directory}/`) })

/** A schema of its own, so that the fixtures do not meet the history of the real migrations. */
const inFreshSchema = <T>(work: (tx: Db) => Promise<T>): Promise<T> =>
  withRollback(async (tx) => {
    await sql.raw('create schema fixture; set local search_path = fixture, public').execute(tx)
    return work(tx)
  })

test('applies the files in order, once', async () => {
  const result = await inFreshSchema(async (tx) => ({
    runs: [await run(tx), await run(tx)],
    rows: (await sql`select a from first order by a`.execute(tx)).rows,
  }))
  expect(result.runs).toEqual([
    { applied: ['0001_first.sql', '0002_second.sql'], already: 0 },
    { applied: [], already: 2 },
  ])
  expect(result.rows).toEqual([{ a: 1 }, { a: 4 }])
})

test('a new file is applied on top of the earlier ones', async () => {
  const result = await inFreshSchema(async (tx) => {
    await run(tx)
    write('0003_third.sql', '-- third\nalter table first add column b text;')
    return run(tx)
  })
  expect(result).toEqual({ applied: ['0003_third.sql'], already: 2 })
})

test('an applied file that was edited is refused', async () => {
  const attempt = inFreshSchema(async (tx) => {
    await run(tx)
    write('0001_first.sql', '-- first\ncreate table first (a bigint);')
    await run(tx)
  })
  await expect(attempt).rejects.toMatchObject({ code: 'migration.changed', details: { name: '0001_first.sql' } })
})

test('line endings do not count as an edit', async () => {
  const result = await inFreshSchema(async (tx) => {
    await run(tx)
    write(
      '0001_first.sql',
      "-- first\r\ncreate table first (a int);\r\ninsert into first values (1); -- a ; in a comment\r\ncomment on table first is 'x;y';",
    )
    return run(tx)
  })
  expect(result.applied).toEqual([])
})

test.each([
  ['a gap in the numbers', '0004_late.sql'],
  ['a number twice', '0002_again.sql'],
  ['a name without a number', 'extra.sql'],
])('%s is refused', async (_case, name) => {
  write(name, '-- extra\nselect 1;')
  await expect(inFreshSchema(run)).rejects.toMatchObject({ code: 'migration.out_of_order' })
})

test('an applied file that is gone is refused', async () => {
  const attempt = inFreshSchema(async (tx) => {
    await run(tx)
    rmSync(join(directory, '0002_second.sql'))
    await run(tx)
  })
  await expect(attempt).rejects.toMatchObject({ code: 'migration.out_of_order', details: { expected: '0002_second.sql' } })
})

test('a failing file names its line', async () => {
  write('0003_wrong.sql', '-- wrong\n\nselect 地 from nowhere;')
  await expect(inFreshSchema(run)).rejects.toMatchObject({ code: 'migration.failed', details: { name: '0003_wrong.sql', line: 3 } })
})

test('the shipped migrations are applied, and repeating them changes nothing', async () => {
  const { db } = await testDatabase()
  const result = await migrate(db)
  expect(result.applied).toEqual([])
  expect(result.already).toBeGreaterThan(0)
})
