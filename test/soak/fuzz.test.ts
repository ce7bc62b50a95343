import { afterAll, beforeAll, describe, test } from 'vitest'
import { judgeRun } from '#test/fuzz/judge-run.ts'
import { seedOfRun } from '#test/fuzz/random.ts'
import { runFuzz } from '#test/fuzz/run-fuzz.ts'
import { type FuzzSite, startFuzzSite } from '#test/fuzz/site.ts'

const COUNT = Number(process.env.WANGGE_FUZZ_REQUESTS ?? 100_000)
const AN_HOUR = 3_600_000
let site: FuzzSite
beforeAll(async () => {
  site = await startFuzzSite()
})
afterAll(() => site.close())

describe(`${COUNT} requests made from the contracts of all routes`, () => {
  test('are answered without a fault of ours, and neither fill memory nor touch a history', { timeout: 3 * AN_HOUR }, async () => {
    const run = await runFuzz(site, seedOfRun(), COUNT, (done, faults) => {
      if (done % 5000 === 0) process.stdout.write(`${done} of ${COUNT} requests answered, ${faults.length} with a fault\n`)
    })
    await judgeRun(site, run)
  })
})
