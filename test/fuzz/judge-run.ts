import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { expect } from 'vitest'
import { verifyHistory } from '#cases/verify-history.ts'
import type { FuzzRun } from './run-fuzz.ts'
import { makeAgent, send } from './send.ts'
import type { FuzzSite } from './site.ts'

/** Bytes the heap may have grown by: caches fill, and what the compiler knows of code that has run is kept. */
const MOST_GROWTH = 48 * 1024 * 1024

/** Every stored file's row has its bytes. */
async function missingFiles({ db, cityIds, files }: FuzzSite): Promise<string[]> {
  const rows = await db
    .selectFrom('storedFile')
    .select('storedSha256')
    .where('cityId', 'in', [...cityIds])
    .execute()
  const kept = existsSync(files) ? new Set((await readdir(files, { recursive: true })).map((name) => name.split('/').at(-1))) : new Set()
  return rows.flatMap(({ storedSha256 }) => (kept.has(storedSha256) ? [] : [storedSha256]))
}

async function isServing({ port }: FuzzSite): Promise<boolean> {
  const agent = makeAgent()
  const answer = await send(agent, port, { method: 'GET', path: '/healthz', headers: {} })
  agent.destroy()
  return answer.status === 200
}

/** Prints what a run was, with its seed, and fails when anything was wrong: with an answer, the server, its memory, its files or any history. */
export async function judgeRun(site: FuzzSite, run: FuzzRun): Promise<void> {
  const statuses = Object.fromEntries([...run.statuses].sort(([a], [b]) => a - b))
  process.stdout.write(`seed ${run.seed}: ${JSON.stringify({ ...run, faults: run.faults.length, statuses })}\n`)
  expect(run.faults.join('\n'), `WANGGE_FUZZ_SEED=${run.seed}`).toBe('')
  expect(await isServing(site)).toBe(true)
  for (const cityId of site.cityIds) expect((await verifyHistory(site.db, { cityId })).broken).toEqual([])
  expect(await missingFiles(site)).toEqual([])
  expect(run.heap.after - run.heap.before).toBeLessThan(MOST_GROWTH)
}
