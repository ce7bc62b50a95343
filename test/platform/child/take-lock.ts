import { setTimeout as sleep } from 'node:timers/promises'
import { lockDirectory } from '#platform/embedded/directory-lock.ts'
import { Problem } from '#platform/problem.ts'

/** Tries for the lock of the directory named on the command line, prints how that went, and holds on until it is ended. */
try {
  lockDirectory(process.argv[2] ?? '')
  process.stdout.write('taken\n')
  await sleep(60_000)
} catch (error) {
  process.stdout.write(error instanceof Problem ? `${error.code}\n` : `${error}\n`)
}
