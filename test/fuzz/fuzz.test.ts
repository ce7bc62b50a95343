import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyHistory } from '#cases/verify-history.ts'
import { seedOfRun } from './random.ts'
import { runFuzz } from './run-fuzz.ts'
import { type FuzzSite, startFuzzSite } from './site.ts'

const COUNT = Number(process.env.WANGGE_FUZZ_REQUESTS ?? 5000)
let site: FuzzSite
beforeAll(async () => {
  site = await startFuzzSite()
})
afterAll(() => site.close())

describe(`${COUNT} requests made from the contracts of all routes`, () => {
  test('are answered without a fault of ours, in time, in the reader’s words, and leave the city whole', { timeout: 600_000 }, async () => {
    const seed = seedOfRun()
    const run = await runFuzz(site, seed, COUNT)
    process.stdout.write(`seed ${seed}: ${JSON.stringify({ ...run, faults: run.faults.length, statuses: [...run.statuses].sort() })}\n`)
    expect(run.faults.join('\n'), `WANGGE_FUZZ_SEED=${seed}`).toBe('')
    for (const cityId of site.cityIds) expect((await verifyHistory(site.db, { cityId })).broken).toEqual([])
  })
})
