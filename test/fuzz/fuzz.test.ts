import { afterAll, beforeAll, describe, test } from 'vitest'
import { testEngine } from '#test/support/database.ts'
import { judgeRun } from './judge-run.ts'
import { seedOfRun } from './random.ts'
import { runFuzz } from './run-fuzz.ts'
import { type FuzzSite, startFuzzSite } from './site.ts'

/** The server engine takes them in less time. */
const COUNT = Number(process.env.WANGGE_FUZZ_REQUESTS ?? (testEngine === 'server' ? 5000 : 1500))
/** Every day the same, so that a change that breaks something is told from chance; the soak tries others. */
const USUAL = 840159671
let site: FuzzSite
beforeAll(async () => {
  site = await startFuzzSite()
})
afterAll(() => site.close())

describe(`${COUNT} requests made from the contracts of all routes`, () => {
  test('are answered without a fault of ours, in time, in the reader’s words, and leave the cities whole', {
    timeout: 900_000,
  }, async () => {
    const seed = seedOfRun(USUAL)
    await judgeRun(site, await runFuzz(site, seed, COUNT))
  })
})
