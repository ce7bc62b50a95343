import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { systemClock } from '#platform/clock.ts'
import { startJobs } from '#platform/jobs.ts'
import { makeLogger } from '#platform/log.ts'
import { testDatabase, testDatabaseUrl } from '#test/support/database.ts'
import { temporaryStore } from '#test/support/http.ts'

const NAME = 'test.abandoned'
/** A heartbeat, a look for those without one, and the next minute of the schedule. */
const LONGEST = 180_000

it('a task whose process was killed in the middle of it runs again by itself', { timeout: LONGEST + 60_000 }, async () => {
  const database = await testDatabase()
  const script = fileURLToPath(new URL('../faults/hang-in-task.ts', import.meta.url))
  const child = spawn(process.execPath, [script, testDatabaseUrl() ?? '', NAME], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = await once(child.stdout, 'data')
  expect(String(said)).toContain('begun')
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  let ran = 0
  const tasks = [{ name: NAME, cron: '* * * * *', run: async () => ++ran }]
  const jobs = await startJobs({ database, clock: systemClock, tasks, files: temporaryStore(), log: makeLogger('fatal') })
  try {
    for (const since = performance.now(); ran === 0 && performance.now() - since < LONGEST; await sleep(500));
    expect(ran).toBeGreaterThan(0)
  } finally {
    await jobs.stop()
    await (await startJobs({ database, clock: systemClock, tasks: [], files: temporaryStore(), log: makeLogger('fatal') })).stop()
  }
})
