import { mkdirSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { openDatabase } from '#platform/db.ts'
import { migrate } from '#platform/migrate.ts'
import { listMovedColumns, listRowsAsText, listTablesInOrder } from '#platform/queries-move.ts'
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
for (const table of await listTablesInOrder(database.db)) {
  const columns = await listMovedColumns(database.db, table)
  const rows = await listRowsAsText(database.db, table, columns, null, 1_000_000)
  const names = columns.map(({ name }) => name)
  lines.push(...rows.map((row) => JSON.stringify({ table, ...Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])) })))
}
await database.close()
mkdirSync(folder, { recursive: true })
const name = `${(applied.at(-1) ?? '').replace('.sql', '')}.jsonl.gz`
writeFileSync(new URL(name, folder), gzipSync(`${lines.join('\n')}\n`, { level: 9 }))
process.stdout.write(`${name}: ${lines.length - 1} rows, ${JSON.stringify(report.byStage)}\n`)
