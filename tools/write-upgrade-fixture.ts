import { mkdirSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { inSnapshot, openDatabase } from '#platform/db.ts'
import { migrate } from '#platform/migrate.ts'
import { listMovedColumns, listTablesInOrder, readRowsAsText } from '#platform/queries-move.ts'
import { simulateCases } from '#simulation/simulate-cases.ts'
import { makeCaseCity } from '#test/support/cases.ts'

/**
 * Writes what today's code leaves in a database, for later code to be upgraded from: a small city with cases in every stage, as
 * test/fixtures/upgrade/<last migration>.jsonl.gz. The first line says which migrations made the tables; each other line is one row, with every
 * value as PostgreSQL spells it. Run it at a release and commit the file: `node tools/write-upgrade-fixture.ts`.
 */
const CASES = 70
const folder = new URL('../test/fixtures/upgrade/', import.meta.url)
const database = await openDatabase({})
const { applied } = await migrate(database.db)
const city = await makeCaseCity(database.db, { prefix: '9104' })
const report = await simulateCases(database.db, {
  cityId: city.cityId,
  from: new Date('2026-02-02T00:00:00Z'),
  to: new Date('2026-03-04T04:00:00Z'),
  cases: CASES,
  seed: 7,
})
const lines: string[] = [JSON.stringify({ migrations: applied, cityId: city.cityId, byStage: report.byStage })]
await inSnapshot(database.db, async (tx) => {
  for (const table of await listTablesInOrder(tx)) {
    const columns = await listMovedColumns(tx, table)
    const spell = (row: readonly (string | null)[]): string =>
      JSON.stringify({ table, ...Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])) })
    for await (const rows of readRowsAsText(tx, table, columns, 1000)) lines.push(...rows.map(spell))
  }
})
await database.close()
mkdirSync(folder, { recursive: true })
const name = `${(applied.at(-1) ?? '').replace('.sql', '')}.jsonl.gz`
writeFileSync(new URL(name, folder), gzipSync(`${lines.join('\n')}\n`, { level: 9 }))
process.stdout.write(`${name}: ${lines.length - 1} rows, ${JSON.stringify(report.byStage)}\n`)
