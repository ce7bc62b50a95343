import { copyFileSync, createWriteStream, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { verifyHistory } from '#cases/verify-history.ts'
import { openArchive } from '#platform/backup/archive-reader.ts'
import { requireReadable, restoreBackup } from '#platform/backup/restore-backup.ts'
import { writeBackup } from '#platform/backup/write-backup.ts'
import { handClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { type Database, type Db, inTransaction, openDatabase } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { migrate } from '#platform/migrate.ts'
import { insertRowsAsText, listMovedColumns, setPointers } from '#platform/queries-move.ts'
import { startServer } from '#server/main.ts'
import { SMALL_CITY_PASSWORD } from '#test/support/city.ts'
import { testDatabase, testDatabaseUrl } from '#test/support/database.ts'
import { signedIn, temporaryStore } from '#test/support/http.ts'

/** What earlier code left in a database; see tools/write-upgrade-fixture.ts. */
interface Past {
  readonly migrations: readonly string[]
  readonly cityId: string
  readonly byStage: Readonly<Record<string, number>>
  readonly rows: ReadonlyMap<string, readonly Readonly<Record<string, string | null>>[]>
}

const fixtures = new URL('../fixtures/upgrade/', import.meta.url)
const shipped = fileURLToPath(new URL('../../migrations/', import.meta.url))
const NOW = new Date('2026-03-04T05:00:00Z')
/** Tables that were given another name since. */
const RENAMED: Readonly<Record<string, string>> = { return_ruling: 'ruling' }

function readPast(name: string): Past {
  const [head = '{}', ...lines] = gunzipSync(readFileSync(new URL(name, fixtures)))
    .toString()
    .trimEnd()
    .split('\n')
  const rows = lines.map((line): Record<string, string> & { table: string } => JSON.parse(line))
  return { ...JSON.parse(head), rows: Map.groupBy(rows, ({ table }) => table) }
}

const clean: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const each of clean.splice(0).reverse()) await each()
})

/** An empty database of the engine under test: a folder of its own, or a database of its own on the server. */
async function emptyDatabase(): Promise<{ databaseUrl?: string; dataDir: string }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'wangge-upgrade-'))
  clean.push(() => rmSync(dataDir, { recursive: true, force: true }))
  const url = testDatabaseUrl()
  if (url === undefined) return { dataDir }
  const { db } = await testDatabase()
  const name = `wangge_upgrade_${newId().slice(-8)}`
  await sql.raw(`create database ${name}`).execute(db)
  clean.push(async () => void (await sql.raw(`drop database ${name} with (force)`).execute(db)))
  return { dataDir, databaseUrl: Object.assign(new URL(url), { pathname: `/${name}` }).href }
}

/** The database as the earlier code left it: its migrations, then its rows. Returns the folder of those migrations. */
async function restorePast(db: Db, past: Past, dataDir: string): Promise<URL> {
  const folder = join(dataDir, 'migrations')
  mkdirSync(folder)
  for (const name of past.migrations) copyFileSync(join(shipped, name), join(folder, name))
  await migrate(db, { dir: pathToFileURL(`${folder}/`) })
  await inTransaction(db, async (tx) => {
    for (const [table, rows] of past.rows) {
      const columns = await listMovedColumns(tx, table)
      expect(columns.map(({ name }) => name).sort()).toEqual(
        Object.keys({ ...rows[0], table: undefined })
          .filter((name) => name !== 'table')
          .sort(),
      )
      const values = rows.map((row) => columns.map(({ name }) => row[name] ?? null))
      await insertRowsAsText(tx, table, columns, values)
      await setPointers(tx, table, columns, values)
    }
  })
  return pathToFileURL(`${folder}/`)
}

async function countsOf(db: Db, past: Past, renamed = RENAMED): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of past.rows.keys()) {
    const name = renamed[table] ?? table
    const { rows } = await sql<{
      count: number
    }>`select count(*)::int as count from ${sql.table(name)} where city_id = ${past.cityId}`.execute(db)
    counts[table] = rows[0]?.count ?? 0
  }
  return counts
}

const holderOf = async ({ db }: Database, cityId: string, title: string): Promise<{ personId: string; postId: string }> =>
  db
    .selectFrom('post')
    .innerJoin('appointment', (join) => join.onRef('appointment.cityId', '=', 'post.cityId').onRef('appointment.postId', '=', 'post.id'))
    .select(['appointment.personId', 'appointment.postId'])
    .where('post.cityId', '=', cityId)
    .where('post.title', '=', title)
    .executeTakeFirstOrThrow()

const past = readdirSync(fixtures).filter((name) => name.endsWith('.gz'))

describe('a database of an earlier version', () => {
  it('is there to upgrade from', () => expect(past.length).toBeGreaterThan(0))

  it.each(past)('%s: goes back by the backup taken before', { timeout: 300_000 }, async (name) => {
    const earlier = readPast(name)
    const place = await emptyDatabase()
    const database = await openDatabase(place)
    const folder = await restorePast(database.db, earlier, place.dataDir)
    const [archive, store] = [join(place.dataDir, 'before.tar'), temporaryStore()]
    const out = createWriteStream(archive)
    const { rows } = await writeBackup(out, { database, files: store, version: 'earlier', at: NOW })
    await new Promise<void>((done) => out.end(done))
    const before = await countsOf(database.db, earlier, {})
    await migrate(database.db)
    await expect(migrate(database.db, { dir: folder })).rejects.toMatchObject({ code: 'migration.out_of_order' })
    await database.close()

    const other = await openDatabase(await emptyDatabase())
    clean.push(() => other.close())
    const read = await openArchive(archive, requireReadable)
    clean.push(() => read.close())
    expect(await restoreBackup(read, other.db, temporaryStore())).toMatchObject({ rows })
    expect({ ...(await countsOf(other.db, earlier)), return_ruling: before.return_ruling }).toEqual(before)
    expect((await verifyHistory(other.db, { cityId: earlier.cityId })).broken).toEqual([])
  })

  it.each(past)('%s: is brought up to date by a start, loses nothing, and the day goes on', { timeout: 300_000 }, async (name) => {
    const earlier = readPast(name)
    const place = await emptyDatabase()
    const before = await openDatabase(place)
    await restorePast(before.db, earlier, place.dataDir)
    const { applied } = await migrate(before.db)
    expect(applied.length).toBe(readdirSync(shipped).length - earlier.migrations.length)
    // A ruling on a request for more time or for a pause is kept beside those on returns since 0008, so there may be more of them.
    const { return_ruling: rulings = 0, ...counts } = await countsOf(before.db, earlier)
    const { return_ruling: kept = [], ...rows } = Object.fromEntries(earlier.rows)
    expect(counts).toEqual(Object.fromEntries(Object.entries(rows).map(([table, each]) => [table, each.length])))
    expect(rulings).toBeGreaterThanOrEqual(kept.length)
    const verified = await verifyHistory(before.db, { cityId: earlier.cityId })
    expect(verified).toMatchObject({ cases: counts.case, events: counts.case_event, broken: [] })
    await before.close()

    const environment = {
      WANGGE_PORT: '0',
      WANGGE_CITY: earlier.cityId,
      WANGGE_DATA_DIR: place.dataDir,
      WANGGE_LOG_LEVEL: 'silent',
      DATABASE_URL: place.databaseUrl,
    }
    const server = await startServer(readConfig(environment), undefined, handClock(NOW))
    clean.push(() => server.stop())
    const { database, url } = server
    expect((await fetch(`${url}/healthz`)).status).toBe(200)

    const signIn = await fetch(`${url}/api/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'administrator', password: SMALL_CITY_PASSWORD }),
    })
    expect(signIn.status).toBe(201)

    const asAcceptor = { ...(await signedIn(database.db, earlier, await holderOf(database, earlier.cityId, 'centre.acceptor'), NOW)) }
    const listed = await fetch(`${url}/api/cases?box=inbox&limit=100`, { headers: asAcceptor })
    const { cases }: { cases: { id: string; stage: string; version: number }[] } = JSON.parse(await listed.text())
    expect(listed.status).toBe(200)
    const [found] = cases.filter(({ stage }) => stage === 'verifying' || stage === 'reported')
    expect(found).toBeDefined()
    const moved = await fetch(`${url}/api/cases/${found?.id}/accept`, {
      method: 'POST',
      headers: { ...asAcceptor, 'content-type': 'application/json' },
      body: JSON.stringify({ requestId: newId(NOW), version: found?.version, typeCode: 'C0104', conditionNumber: 1 }),
    })
    expect([moved.status, await moved.text()]).toEqual([200, expect.stringContaining('"stage":"accepted"')])
  })
})
