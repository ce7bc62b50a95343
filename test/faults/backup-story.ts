import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { verifyHistory } from '#cases/verify-history.ts'
import { randomFrom } from '#demo/random.ts'
import type { Db } from '#platform/db.ts'
import { listTablesInOrder } from '#platform/queries-move.ts'
import type { SmallCity } from '#test/support/city.ts'
import { compareFiles } from './agreement.ts'
import type { Journal } from './journal.ts'
import { type Target, withDatabase } from './scene.ts'
import { Walker } from './walkers.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A place for data: an engine's database and a folder. */
export interface Place extends Target {
  readonly dataDir: string
}

export interface Ended {
  readonly code: number
  readonly out: string
}

/** Runs the command line on a place and says how it ended, with all it wrote. */
export function wangge(place: Place, ...args: readonly string[]): Promise<Ended> {
  const { DATABASE_URL: _elsewhere, ...environment } = process.env
  const env = { ...environment, WANGGE_DATA_DIR: place.dataDir, ...(place.databaseUrl && { DATABASE_URL: place.databaseUrl }) }
  return new Promise((resolve) => {
    execFile(process.execPath, [join(root, 'bin', 'wangge.mjs'), ...args], { env, timeout: 180_000 }, (error, out, err) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, out: out + err }),
    )
  })
}

/** Lets several people write for as long as `work` takes, and a little before and after. */
export async function whileWriting<T>(journal: Journal, city: SmallCity, work: () => Promise<T>): Promise<T> {
  const stopping = new AbortController()
  const walks = Promise.allSettled(['a', 'b', 'c'].map((seed) => new Walker(journal, city, randomFrom(seed)).walk(stopping.signal, true)))
  await sleep(1500)
  const result = await work()
  await sleep(300)
  stopping.abort()
  for (const walk of await walks) if (walk.status === 'rejected') throw walk.reason
  await journal.settle()
  return result
}

/** The rows of every table but sessions, which are not kept, as a count and a hash. */
export async function contents(db: Db): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const table of (await listTablesInOrder(db)).filter((name) => name !== 'session')) {
    const { rows } = await sql<{ count: number; hash: string | null }>`
      select count(*)::int as count, md5(string_agg(md5(t::text), '' order by md5(t::text))) as hash from ${sql.table(table)} t`.execute(db)
    found.set(table, `${rows[0]?.count} ${rows[0]?.hash}`)
  }
  return found
}

const files = (place: Place): string[] =>
  readdirSync(join(place.dataDir, 'files'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.length > 60)
    .sort()

/** Tables and files that differ between two places: none, if all came over. */
export async function differences(source: Place, target: Place): Promise<string[]> {
  const [before, after] = [await withDatabase(source, contents), await withDatabase(target, contents)]
  const tables = [...new Set([...before.keys(), ...after.keys()])].filter((table) => before.get(table) !== after.get(table))
  const [there, here] = [files(source), files(target)]
  return [
    ...(before.size < 30 ? [`only ${before.size} tables`] : []),
    ...tables.map((table) => `${table}: ${before.get(table)} became ${after.get(table)}`),
    ...(there.join() === here.join() ? [] : [`files: ${there.length} became ${here.length}`]),
  ]
}

/** What a restored place holds of what was acknowledged before the backup began, and whether it is consistent in itself: nothing is said if all is well. */
export async function inconsistencies(place: Place, city: SmallCity, before: readonly string[]): Promise<string[]> {
  return withDatabase(place, async (db) => {
    const events = await db.selectFrom('caseEvent').select('requestId').where('cityId', '=', city.cityId).execute()
    const photos = await db.selectFrom('storedFile').select('id').where('cityId', '=', city.cityId).execute()
    const held = new Set([...events.map(({ requestId }) => requestId), ...photos.map(({ id }) => id)])
    const { broken, cases } = await verifyHistory(db, { cityId: city.cityId })
    return [
      ...before
        .filter((requestId) => !held.has(requestId))
        .map((requestId) => `acknowledged before the backup and not in it: ${requestId}`),
      ...broken.map(({ number, reason }) => `broken history: ${number} ${reason}`),
      ...(cases === 0 ? ['no case at all'] : []),
      ...Object.entries(await compareFiles(db, join(place.dataDir, 'files'))).flatMap(([what, keys]) =>
        keys.map((key) => `${what}: ${key}`),
      ),
    ]
  })
}
