import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { randomFrom } from '#demo/random.ts'
import { type ChildServer, childServer } from '#test/support/child-server.ts'
import { mountSmallDisk } from '#test/support/small-disk.ts'
import { compareFiles, disagreements } from './agreement.ts'
import { Journal } from './journal.ts'
import { healthOf, prepareScene, settleFully, withDatabase } from './scene.ts'
import { Walker } from './walkers.ts'

const MEGABYTES = 400
const disk = mountSmallDisk(MEGABYTES)
let server: ChildServer | undefined
afterAll(async () => {
  await server?.kill()
  disk?.unmount()
})

describe.skipIf(!disk)('a full disk under the data directory', () => {
  it('is refused in words, keeps nothing by halves, and is over when there is room again, without a restart', {
    timeout: 240_000,
  }, async () => {
    if (!disk) return
    const dataDir = join(disk.path, 'data')
    const { city, tokens } = await prepareScene({ dataDir })
    server = await childServer({ WANGGE_DATA_DIR: dataDir, WANGGE_CITY: city.cityId })
    await server.start()
    const pid = server.pid
    const journal = new Journal(server.url, tokens)
    const stopping = new AbortController()
    const walks = Promise.allSettled(['a', 'b', 'c'].map((seed) => new Walker(journal, city, randomFrom(seed)).walk(stopping.signal, true)))
    await sleep(2000)
    disk.fill()
    const full = await untilFull(server.url)
    await sleep(4000)
    disk.empty()
    await settleFully(server.url)
    stopping.abort()
    for (const walk of await walks) if (walk.status === 'rejected') throw walk.reason
    await journal.settle()
    process.stdout.write(`refused meanwhile: ${JSON.stringify([...journal.refusals])}, health: ${JSON.stringify(full)}\n`)
    expect(full.status).toBe(503)
    expect([...journal.refusals.keys()].filter((code) => !/^(storage|database)\.(full|stopped|unavailable)$/.test(code))).toEqual([])
    expect(journal.refusals.size).toBeGreaterThan(0)
    expect(await journal.replay(journal.entries)).toEqual([])
    expect(server.pid).toBe(pid)
    await server.kill()
    await withDatabase({ dataDir }, async (db) => {
      expect(await disagreements(db, city.cityId, journal)).toEqual([])
      expect(await compareFiles(db, join(dataDir, 'files'))).toMatchObject({ missing: [], damaged: [] })
    })
  })
})

async function untilFull(url: string): Promise<{ status: number; checks: Record<string, string> }> {
  for (const since = performance.now(); performance.now() - since < 60_000; await sleep(200)) {
    const health = await healthOf(url)
    if (health.status !== 200) return health
  }
  throw new Error('the server never said that its disk is full')
}
