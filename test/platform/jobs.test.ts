import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { handClock } from '#platform/clock.ts'
import { startJobs, type Task } from '#platform/jobs.ts'
import { makeLogger } from '#platform/log.ts'
import { makeMetrics } from '#platform/metrics.ts'
import { schedule } from '#server/schedule.ts'
import { testDatabase } from '#test/support/database.ts'
import { temporaryStore } from '#test/support/http.ts'

const log = makeLogger('silent')
const AT = new Date('2030-01-01T00:00:00Z')

const until = async (holds: () => boolean): Promise<void> => {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 250) throw new Error('it did not come about within 25 seconds')
    await sleep(100)
  }
}

describe('scheduled tasks', () => {
  test('run with the time of the clock, are counted, and one that fails does not stop the others', async () => {
    const database = await testDatabase()
    const metrics = makeMetrics()
    const ran: string[] = []
    const tasks: Task[] = [
      { name: 'test.good', cron: '0 0 1 1 *', run: async ({ at }) => ran.push(at.toISOString()) },
      {
        name: 'test.bad',
        cron: '0 0 1 1 *',
        run: async () => {
          ran.push('bad')
          throw new Error('broken')
        },
      },
    ]
    const jobs = await startJobs({ database, clock: handClock(AT), tasks, files: temporaryStore(), log, metrics })
    try {
      await jobs.runNow('test.bad')
      await jobs.runNow('test.good')
      await until(() => ran.length === 2)
    } finally {
      await jobs.stop()
    }
    expect(ran.sort()).toEqual([AT.toISOString(), 'bad'])
    const figures = await metrics.registry.metrics()
    expect(figures).toContain('wangge_job_runs_total{job="test.good",outcome="done"} 1')
    expect(figures).toContain('wangge_job_runs_total{job="test.bad",outcome="failed"} 1')
  })

  test('a task the table no longer has loses its time', async () => {
    const database = await testDatabase()
    const parts = { database, clock: handClock(AT), files: temporaryStore(), log }
    const names = async () =>
      (await sql<{ name: string }>`select name from job.schedule order by name`.execute(database.db)).rows.map(({ name }) => name)
    const task = (name: string): Task => ({ name, cron: '0 0 1 1 *', run: async () => {} })
    await (await startJobs({ ...parts, tasks: [task('test.old'), task('test.kept')] })).stop()
    expect(await names()).toEqual(['test.kept', 'test.old'])
    await (await startJobs({ ...parts, tasks: [task('test.kept')] })).stop()
    expect(await names()).toEqual(['test.kept'])
    await (await startJobs({ ...parts, tasks: [] })).stop()
  })

  test('every task of the product runs against the database', async () => {
    const { db } = await testDatabase()
    for (const task of schedule) await task.run({ db, at: new Date('2020-01-01T00:00:00Z'), files: temporaryStore(), log })
    expect(new Set(schedule.map(({ name }) => name)).size).toBe(schedule.length)
  })
})
