import { randomUUID } from 'node:crypto'
import { access, glob, mkdir, open, rename, rm, stat, utimes } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { systemClock } from '#platform/clock.ts'
import { fileProblems, problemOfFiles } from '#platform/file-problems.ts'
import { checkKey, type FileStore, type KeptFile } from '#platform/files.ts'

/** Two levels of 256 folders, so that none grows too large to list. */
const pathOf = (root: string, key: string): string => join(root, checkKey(key).slice(0, 2), key.slice(2, 4), key)

const IS_KEY = /^[0-9a-f]{64}$/
const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

/** Whether it was there to be marked as kept just now: what is swept away by age is not swept from under whoever relies on it. */
async function touch(path: string): Promise<boolean> {
  const now = systemClock.now()
  try {
    await utimes(path, now, now)
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw problemOfFiles(error)
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Written aside, flushed to the disk, then renamed: a reader finds the whole file or none, whatever is cut off. */
async function write(path: string, bytes: Buffer | Readable): Promise<void> {
  const aside = `${path}.${randomUUID()}`
  try {
    await mkdir(dirname(path), { recursive: true })
    const file = await open(aside, 'wx')
    await file
      .writeFile(bytes)
      .then(() => file.sync())
      .finally(() => file.close())
    await rename(aside, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await rm(aside, { force: true })
    throw problemOfFiles(error)
  }
}

async function read(path: string, key: string): Promise<Readable> {
  try {
    const file = await open(path, 'r')
    return file.createReadStream()
  } catch (error) {
    throw isMissing(error) ? fileProblems.notFound(key) : problemOfFiles(error)
  }
}

/** Every file with its age; one that goes away meanwhile is passed over. */
async function* everything(root: string): AsyncGenerator<{ path: string; at: Date }> {
  for await (const entry of glob('??/??/*', { cwd: root, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const found = await stat(path).catch(() => undefined)
    if (found?.isFile()) yield { path, at: found.mtime }
  }
}

async function* listKeys(root: string): AsyncGenerator<KeptFile> {
  for await (const { path, at } of everything(root)) if (IS_KEY.test(basename(path))) yield { key: basename(path), at }
}

/**
 * Taken aside before it is looked at: whoever keeps the same content at this moment either marked it before (then it goes back) or finds it gone
 * and writes it anew.
 */
async function removeKeptBefore(path: string, before: Date): Promise<boolean> {
  const aside = `${path}.${randomUUID()}`
  try {
    await rename(path, aside)
  } catch (error) {
    if (isMissing(error)) return false
    throw problemOfFiles(error)
  }
  const old = (await stat(aside)).mtime < before
  await (old ? rm(aside) : rename(aside, path))
  return old
}

async function removeScraps(root: string, before: Date): Promise<number> {
  let count = 0
  for await (const { path, at } of everything(root)) {
    if (IS_KEY.test(basename(path)) || at >= before) continue
    await rm(path, { force: true })
    count++
  }
  return count
}

/** Throws unless a file of one page can be written through to the disk: a full one may still be entered, read, and hold another name. */
export async function checkFolder(root: string): Promise<void> {
  const path = join(root, `check.${randomUUID()}`)
  try {
    const file = await open(path, 'wx')
    await file
      .writeFile(Buffer.alloc(4096, 1))
      .then(() => file.sync())
      .finally(() => file.close())
  } finally {
    await rm(path, { force: true })
  }
}

/** Files in a folder of this machine, content-addressed: <root>/ab/cd/<sha256>. */
export const folderStore = (root: string): FileStore => ({
  async put(bytes, key) {
    const path = pathOf(root, key)
    if (!(await touch(path))) await write(path, bytes)
    else if (!Buffer.isBuffer(bytes)) bytes.destroy()
  },
  get: async (key) => read(pathOf(root, key), key),
  has: async (key) => exists(pathOf(root, key)),
  remove: async (key) => rm(pathOf(root, key), { force: true }),
  list: () => listKeys(root),
  removeKeptBefore: (key, before) => removeKeptBefore(pathOf(root, key), before),
  removeScraps: (before) => removeScraps(root, before),
  async check() {
    await mkdir(root, { recursive: true })
    await checkFolder(root)
  },
})
