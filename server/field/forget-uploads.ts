import { listCityIds } from '#cases/queries-sweep.ts'
import { deleteExpiredUploads } from '#field/queries-uploads.ts'
import type { Db } from '#platform/db.ts'
import type { FileStore } from '#platform/files.ts'

/** Removes uploads nobody finished in time, with their bytes. */
export async function forgetUploads(db: Db, files: FileStore, at: Date): Promise<void> {
  for (const cityId of await listCityIds(db)) for (const { key } of await deleteExpiredUploads(db, cityId, at)) await files.remove(key)
}
