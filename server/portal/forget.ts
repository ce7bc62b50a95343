import { listCityIds } from '#cases/queries-sweep.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { deleteStoredFiles } from '#platform/queries-files.ts'
import { deleteExpiredForms, deleteExpiredReports, listLoosePhotos } from '#portal/queries.ts'

const DAY = 86_400_000
/** How long a photo waits for its report: a form is good for one day. */
export const LOOSE_PHOTO_DAYS = 2
const BATCH = 200

/** Removes what the page for residents keeps no longer: codes, used forms, photos whose report never came. Their bytes go with the sweep of files. */
export async function forgetPortal(db: Db, at: Date): Promise<void> {
  for (const cityId of await listCityIds(db)) {
    await deleteExpiredReports(db, cityId, at)
    await deleteExpiredForms(db, cityId, at)
    await forgetLoosePhotos(db, cityId, new Date(at.getTime() - LOOSE_PHOTO_DAYS * DAY))
  }
}

async function forgetLoosePhotos(db: Db, cityId: string, before: Date): Promise<void> {
  for (;;) {
    const fileIds = await inTransaction(db, async (tx) => {
      const found = await listLoosePhotos(tx, cityId, before, BATCH)
      if (found.length > 0) await deleteStoredFiles(tx, cityId, found)
      return found
    })
    if (fileIds.length < BATCH) return
  }
}
