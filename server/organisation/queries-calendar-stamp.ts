import type { City } from '#organisation/queries-places.ts'
import type { Db } from '#platform/db.ts'

/** Locks the city's row until the transaction ends, so that two edits of what the whole city shares come after each other; undefined when there is no such city. */
export const lockCity = (tx: Db, cityId: string): Promise<City | undefined> =>
  tx.selectFrom('city').selectAll().where('cityId', '=', cityId).forNoKeyUpdate().executeTakeFirst()

/** Marks the city's working calendar as changed: every process compiles it anew when it next meets the stamp. */
export async function setCalendarStamp(tx: Db, cityId: string, stamp: string): Promise<void> {
  await tx.updateTable('city').set({ calendarStamp: stamp }).where('cityId', '=', cityId).execute()
}
