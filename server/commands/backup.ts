import { createWriteStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Writable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { EXIT, say } from '#commands/exit.ts'
import { openArchive } from '#platform/backup/archive-reader.ts'
import type { Manifest } from '#platform/backup/manifest.ts'
import { backupProblems } from '#platform/backup/problems.ts'
import { writeBackup } from '#platform/backup/write-backup.ts'
import { systemClock } from '#platform/clock.ts'
import { type Config, readConfig } from '#platform/config.ts'
import { askControl, controlPath } from '#platform/control-socket.ts'
import { type Database, openDatabase } from '#platform/db.ts'
import { openFileStore } from '#platform/open-files.ts'
import { Problem } from '#platform/problem.ts'
import { productVersion } from '#platform/product-version.ts'

/**
 * Saves everything into one file (or into a folder under a name of its own, or to standard output for `-`), while the server runs or not. A file appears
 * under its name only once it was read back and found whole.
 */
export async function backup(target: string): Promise<void> {
  const config = readConfig(process.env)
  if (target === '-') return copyTo(config, process.stdout)
  const path = await pathFor(target, config)
  const draft = `${path}.part`
  try {
    await copyTo(config, createWriteStream(draft, { flags: 'wx', mode: 0o600 }))
    const manifest = await readBack(draft)
    await keep(draft, path)
    tell(path, manifest)
  } catch (error) {
    if (!isTaken(error)) await rm(draft, { force: true })
    throw error
  }
}

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST'

async function pathFor(target: string, { cityId }: Config): Promise<string> {
  const isFolder = await stat(target).then((found) => found.isDirectory(), () => false) // biome-ignore format: short
  const moment = systemClock.now().toISOString().slice(0, 19).replaceAll(/[-:]/g, '')
  return isFolder ? join(target, `wangge-${cityId}-${moment}Z.tar`) : target
}

/** A trial database is open in one process only: if a server has it, that server writes, and this only carries. */
async function copyTo(config: Config, out: Writable): Promise<void> {
  const carried = config.databaseUrl === undefined ? await askControl(config.dataDir, 'backup') : undefined
  if (carried) return pipeline(carried, out)
  const database = await openHere(config)
  try {
    await writeBackup(out, { database, files: openFileStore(config.files), version: productVersion(), at: systemClock.now() })
    out.end()
    await finished(out)
  } finally {
    await database.close()
  }
}

async function openHere({ databaseUrl, dataDir }: Config): Promise<Database> {
  try {
    return await openDatabase({ databaseUrl, dataDir, poolSize: 1 })
  } catch (error) {
    throw error instanceof Problem && error.code === 'database.in_use' ? backupProblems.serverTooDeep(controlPath(dataDir)) : error
  }
}

async function readBack(path: string): Promise<Manifest> {
  const archive = await openArchive(path)
  await archive.close()
  return archive.manifest
}

/** On the disk under its name, whatever happens to the machine next. */
async function keep(draft: string, path: string): Promise<void> {
  await syncPath(draft)
  await rename(draft, path)
  await syncPath(dirname(path))
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function tell(path: string, { tables, files, missingFiles }: Manifest): void {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  say(
    `已备份并校验 ${tables.length} 张表、${rows} 行、${files.count} 个文件 → ${path} / backed up and checked: ${tables.length} tables, ${rows} rows, ${files.count} files`,
  )
  for (const key of missingFiles) say(`缺失文件 / missing file: ${key}`)
  if (missingFiles.length > 0) process.exitCode = EXIT.faults
}
