import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { databaseProblems } from '#platform/database-problems.ts'

const SQLITE_BUSY = 5
const isBusy = (error: unknown): boolean => error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY

function owner(path: string): number | undefined {
  const pid = existsSync(path) ? Number(readFileSync(path, 'utf8')) : Number.NaN
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}

/** An open lock that nobody refers to would be collected, and with it the lock itself given up. */
const held = new Set<DatabaseSync>()

/**
 * Takes the directory for this process alone and returns the function that gives it back; throws database.in_use when another has it.
 * Node has no file lock of its own, so the lock is the one SQLite holds on a file of the directory: the operating system's, atomic between
 * two starters, gone with the process however it dies, and right between containers sharing a volume, where process numbers say nothing.
 */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const lock = new DatabaseSync(join(directory, 'lock'))
  const ownerFile = join(directory, 'lock.pid')
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive')
  } catch (error) {
    lock.close()
    throw isBusy(error) ? databaseProblems.inUse(directory, owner(ownerFile)) : error
  }
  writeFileSync(ownerFile, String(process.pid))
  held.add(lock)
  return () => {
    held.delete(lock)
    lock.close()
  }
}
