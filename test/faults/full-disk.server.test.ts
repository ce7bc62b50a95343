import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomFrom } from '#demo/random.ts'
import { readConfig } from '#platform/config.ts'
import { newId } from '#platform/identifier.ts'
import { type RunningServer, startServer } from '#server/main.ts'
import { testDatabase, testDatabaseUrl } from '#test/support/database.ts'
import { mountSmallDisk } from '#test/support/small-disk.ts'
import { compareFiles, disagreements, filesUnder } from './agreement.ts'
import { type Entry, Journal } from './journal.ts'
import { healthOf, prepareScene, type Scene, settleFully, until, withDatabase } from './scene.ts'
import { somePhoto } from './walkers.ts'

const NAME = 'wangge_full'
const [tables, files] = [mountSmallDisk(120), mountSmallDisk(2)]
const dataDir = mkdtempSync(join(tmpdir(), 'wangge-full-'))
let scene: Scene
let server: RunningServer
let journal: Journal

/** A database whose tables lie on a disk of their own; its log does not, for no server outlives that. */
async function databaseOn(path: string): Promise<string> {
  const { db } = await testDatabase()
  await sql.raw(`drop database if exists ${NAME} with (force)`).execute(db)
  await sql.raw(`drop tablespace if exists ${NAME}`).execute(db)
  const location = join(path, 'tables')
  mkdirSync(location)
  execFileSync('chown', ['postgres', location])
  await sql.raw(`create tablespace ${NAME} location '${location}'`).execute(db)
  await sql.raw(`create database ${NAME} tablespace ${NAME}`).execute(db)
  const url = new URL(testDatabaseUrl() ?? '')
  url.pathname = `/${NAME}`
  return url.href
}

describe.skipIf(!tables || !files)('a full disk', () => {
  beforeAll(async () => {
    if (!tables || !files) return
    const databaseUrl = await databaseOn(tables.path)
    scene = await prepareScene({ databaseUrl })
    const settings = {
      DATABASE_URL: databaseUrl,
      WANGGE_DATA_DIR: dataDir,
      WANGGE_FILES: join(files.path, 'kept'),
      WANGGE_CITY: scene.city.cityId,
    }
    server = await startServer(readConfig({ ...settings, WANGGE_PORT: '0', WANGGE_LIMITS: 'off', WANGGE_LOG_LEVEL: 'fatal' }))
    journal = new Journal(server.url, scene.tokens)
  })
  afterAll(async () => {
    await server?.stop()
    const { db } = await testDatabase()
    await sql.raw(`drop database if exists ${NAME} with (force)`).execute(db)
    await sql.raw(`drop tablespace if exists ${NAME}`).execute(db)
    tables?.unmount()
    files?.unmount()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const report = (): Entry => {
    const [lon, lat] = scene.city.middle('1.1.1.1')
    return { kind: 'action', requestId: newId(), who: '1-centre.acceptor', path: '/api/cases', body: { lon, lat, address: '双桥路', description: '井盖'.repeat(900) } } // biome-ignore format: one request
  }
  const photo = async (seed: string): Promise<Entry> => ({ kind: 'photo', requestId: newId(), who: '1-centre.acceptor', path: '/api/photos', body: {}, file: await somePhoto(randomFrom(seed)) }) // biome-ignore format: one request

  /** One look serves whoever asks within half a second. */
  const untilUnready = (what: string, state: string): Promise<void> =>
    until(`${what} is ${state}`, async () => {
      const { status, checks } = await healthOf(server.url)
      return status === 503 && checks[what] === state
    })

  it('under the tables refuses a write in words and keeps nothing of it; reading goes on, readiness says so, and room is all it takes', async () => {
    tables?.fill()
    await expect((async () => { for (let turn = 0; turn < 5000; turn++) await journal.submit(report()) })()).rejects.toThrow('database.full') // biome-ignore format: until it is full
    await untilUnready('database', 'full')
    const list = await fetch(`${server.url}/api/cases`, { headers: scene.tokens.get('1-centre.acceptor') ?? {} })
    expect(list.status).toBe(200)
    tables?.empty()
    await journal.settle()
    await journal.submit(report())
  })

  it('under the files refuses a photo in words and leaves neither a row nor a scrap', async () => {
    files?.fill()
    await expect(journal.submit(await photo('first'))).rejects.toThrow('storage.full')
    await untilUnready('storage', 'failed')
    expect(filesUnder(join(files?.path ?? '', 'kept'))).toEqual([])
    files?.empty()
    await journal.settle()
    await journal.submit(await photo('second'))
  })

  it('leaves everything in agreement', { timeout: 60_000 }, async () => {
    await settleFully(server.url)
    expect(await journal.replay(journal.entries.slice(-50))).toEqual([])
    await withDatabase({ databaseUrl: `${testDatabaseUrl()?.replace(/[^/]*$/, NAME)}` }, async (db) => {
      expect(await disagreements(db, scene.city.cityId, journal)).toEqual([])
      expect(await compareFiles(db, join(files?.path ?? '', 'kept'))).toEqual({ missing: [], damaged: [], orphans: [] })
    })
  })
})
