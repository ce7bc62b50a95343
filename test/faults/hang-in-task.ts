import { systemClock } from '#platform/clock.ts'
import { openDatabase } from '#platform/db.ts'
import { folderStore } from '#platform/file-folder.ts'
import { startJobs } from '#platform/jobs.ts'
import { makeLogger } from '#platform/log.ts'

/** Begins the task named on the command line on the database at the address given and never ends it; says so once it has begun. */
const [url = '', name = ''] = process.argv.slice(2)
const database = await openDatabase({ databaseUrl: url })
const run = (): Promise<never> => {
  process.stdout.write('begun\n')
  return new Promise(() => {})
}
const jobs = await startJobs({
  database,
  clock: systemClock,
  tasks: [{ name, cron: '* * * * *', run }],
  files: folderStore('/nowhere'),
  log: makeLogger('fatal'),
})
await jobs.runNow(name)
