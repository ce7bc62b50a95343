import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomFrom } from '#demo/random.ts'
import { openArchive } from '#platform/backup/archive-reader.ts'
import { type ChildServer, childServer } from '#test/support/child-server.ts'
import { testDatabase, testDatabaseUrl, testEngine } from '#test/support/database.ts'
import { differences, inconsistencies, type Place, wangge, whileWriting } from './backup-story.ts'
import { Journal } from './journal.ts'
import { drawSeed, prepareScene, type Scene } from './scene.ts'

const home = mkdtempSync(join(tmpdir(), 'wangge-backup-'))
const NAMES = ['source', 'busy', 'quiet'] as const

async function placeOf(name: (typeof NAMES)[number]): Promise<Place> {
  const dataDir = join(home, name)
  if (testEngine === 'embedded') return { dataDir }
  const { db } = await testDatabase()
  await sql.raw(`drop database if exists wangge_${name} with (force)`).execute(db)
  await sql.raw(`create database wangge_${name}`).execute(db)
  return { dataDir, databaseUrl: Object.assign(new URL(testDatabaseUrl() ?? ''), { pathname: `/wangge_${name}` }).href }
}

/** The archive a command made in its folder. */
const archiveIn = (folder: string): string => join(folder, readdirSync(folder).find((name) => name.endsWith('.tar')) ?? 'none')

describe('a backup', () => {
  let places: Readonly<Record<(typeof NAMES)[number], Place>>
  let scene: Scene
  let server: ChildServer
  let journal: Journal
  const [busy, quiet] = [mkdtempSync(join(home, 'busy-')), join(home, 'quiet.tar')]

  beforeAll(async () => {
    places = { source: await placeOf('source'), busy: await placeOf('busy'), quiet: await placeOf('quiet') }
    scene = await prepareScene(places.source)
    server = await childServer({
      WANGGE_DATA_DIR: places.source.dataDir,
      ...(places.source.databaseUrl && { DATABASE_URL: places.source.databaseUrl }),
      WANGGE_CITY: scene.city.cityId,
    })
    await server.start()
    journal = new Journal(server.url, scene.tokens)
  })
  afterAll(async () => {
    await server?.kill()
    rmSync(home, { recursive: true, force: true })
  })

  it('made while people write holds one moment of everything', { timeout: 180_000 }, async () => {
    const acknowledged: string[] = []
    const made = await whileWriting(journal, scene.city, () => {
      acknowledged.push(...journal.acknowledged.map(({ requestId }) => requestId))
      return wangge(places.source, 'backup', busy)
    })
    expect(made.out).toContain('backed up and checked')
    expect(made.code).toBe(0)
    const restored = await wangge(places.busy, 'restore', archiveIn(busy))
    expect(restored.out).toContain('restored')
    expect(await inconsistencies(places.busy, scene.city, acknowledged)).toEqual([])
  })

  it('made while nobody writes restores every row of every table and every file', { timeout: 180_000 }, async () => {
    expect((await wangge(places.source, 'backup', quiet)).code).toBe(0)
    await server.kill()
    expect((await wangge(places.quiet, 'restore', quiet)).code).toBe(0)
    expect(await differences(places.source, places.quiet)).toEqual([])
  })

  it('is not put where something is', { timeout: 60_000 }, async () => {
    const again = await wangge(places.busy, 'restore', quiet)
    expect(again.code).toBe(1)
    expect(again.out).toContain('database.not_empty')
    expect((await differences(places.busy, places.quiet)).length).toBeGreaterThan(0)
  })

  it('with one flipped byte, wherever it is, or cut off, is refused', { timeout: 60_000 }, async () => {
    const whole = readFileSync(quiet)
    const random = randomFrom(drawSeed('flipped bytes'))
    const damaged = join(home, 'damaged.tar')
    const places = [
      0,
      130,
      whole.length - 1,
      whole.length - 1030,
      whole.length - 1500,
      ...Array.from({ length: 20 }, () => Math.floor(random() * whole.length)),
    ]
    for (const at of places) {
      const copy = Buffer.from(whole)
      copy[at] = (copy[at] ?? 0) ^ (1 << Math.floor(random() * 8))
      writeFileSync(damaged, copy)
      await expect(openArchive(damaged), `byte ${at}`).rejects.toMatchObject({ code: 'backup.damaged' })
    }
    for (const length of [0, 512, 100_000, whole.length - 1024, whole.length - 1]) {
      writeFileSync(damaged, whole.subarray(0, length))
      await expect(openArchive(damaged), `cut at ${length}`).rejects.toMatchObject({ code: 'backup.damaged' })
    }
  })
})
