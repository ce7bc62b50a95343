import { randomUUID } from 'node:crypto'
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileProblems } from '#platform/file-problems.ts'
import { checkKey, type FileStore } from '#platform/files.ts'

/** Two levels of 256 folders, so that none grows too large to list. */
const pathOf = (root: string, key: string): string => join(root, checkKey(key).slice(0, 2), key.slice(2, 4), key)

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

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
  await mkdir(dirname(path), { recursive: true })
  const file = await open(aside, 'wx')
  try {
    await file
      .writeFile(bytes)
      .then(() => file.sync())
      .finally(() => file.close())
    await rename(aside, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  }
}

async function read(path: string, key: string): Promise<Readable> {
  try {
    const file = await open(path, 'r')
    return file.createReadStream()
  } catch (error) {
    throw isMissing(error) ? fileProblems.notFound(key) : error
  }
}

/** Files in a folder of this machine, content-addressed: <root>/ab/cd/<sha256>. */
export const folderStore = (root: string): FileStore => ({
  async put(bytes, key) {
    const path = pathOf(root, key)
    if (!(await exists(path))) await write(path, bytes)
    else if (!Buffer.isBuffer(bytes)) bytes.destroy()
  },
  get: async (key) => read(pathOf(root, key), key),
  has: async (key) => exists(pathOf(root, key)),
  remove: async (key) => rm(pathOf(root, key), { force: true }),
})
