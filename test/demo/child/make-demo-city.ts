import { DEMO_CITY_ID } from '#demo/city.ts'
import { createDemoCity } from '#demo/create-demo-city.ts'
import { openDatabase } from '#platform/db.ts'
import { migrate } from '#platform/migrate.ts'

/**
 * Arguments: data directory or postgres://…, then how many steps to do before it kills itself (none: it makes the city, twice at once).
 * Prints what was there before, then whether each of the two made it.
 */
const [where = '', steps] = process.argv.slice(2)
const { db, close } = await openDatabase(where.startsWith('postgres') ? { databaseUrl: where, poolSize: 3 } : { dataDir: where })
await migrate(db)
const count = async (table: 'city' | 'division' | 'person') =>
  (await db.selectFrom(table).select('cityId').where('cityId', '=', DEMO_CITY_ID).execute()).length
process.stdout.write(`${JSON.stringify({ city: await count('city'), division: await count('division'), person: await count('person') })}\n`)
const at = new Date('2026-11-20T02:00:00Z')
let left = Number(steps)
const onProgress = (): void => {
  left -= 1
  if (left === 0) process.kill(process.pid, 'SIGKILL')
}
const made = await Promise.all(
  steps === undefined ? [createDemoCity(db, { at }), createDemoCity(db, { at })] : [createDemoCity(db, { at, onProgress })],
)
process.stdout.write(`${JSON.stringify(made.map(({ created }) => created).sort())}\n`)
process.stdout.write(`${JSON.stringify({ city: await count('city'), division: await count('division'), person: await count('person') })}\n`)
await close()
