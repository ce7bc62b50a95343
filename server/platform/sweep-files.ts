import type { Db } from '#platform/db.ts'
import type { FileStore } from '#platform/files.ts'
import { listNamedKeys } from '#platform/queries-files.ts'

const BATCH = 500

export interface Swept {
  /** Files no row named. */
  readonly files: number
  /** What was left behind by writes that were cut off. */
  readonly scraps: number
}

/**
 * Removes files that no row names and that were last kept before `before`: a photo's files are kept before its row, so a process that ends in
 * between leaves them behind. The margin must be longer than any upload takes; one that keeps the same content meanwhile counts as keeping it anew.
 */
export async function sweepFiles(db: Db, files: FileStore, cityIds: readonly string[], before: Date): Promise<Swept> {
  let [removed, old]: [number, string[]] = [0, []]
  for await (const { key, at } of files.list()) {
    if (at < before) old.push(key)
    if (old.length < BATCH) continue
    removed += await removeUnnamed(db, files, cityIds, old, before)
    old = []
  }
  removed += await removeUnnamed(db, files, cityIds, old, before)
  return { files: removed, scraps: await files.removeScraps(before) }
}

async function removeUnnamed(db: Db, files: FileStore, cityIds: readonly string[], keys: readonly string[], before: Date): Promise<number> {
  const named = new Set<string>()
  for (const cityId of cityIds) for (const key of await listNamedKeys(db, cityId, keys)) named.add(key)
  let removed = 0
  for (const key of keys) if (!named.has(key) && (await files.removeKeptBefore(key, before))) removed++
  return removed
}
