import { listCityIds } from '#cases/queries-sweep.ts'
import { fieldPolicyOf } from '#field/policy.ts'
import { deletePatrolsBefore, insertSumsBefore, setOverdueEnds } from '#field/queries-patrol.ts'
import { findCity } from '#organisation/queries-places.ts'
import { localDay } from '#platform/clock.ts'
import { type Db, inTransaction } from '#platform/db.ts'

const DAY = 86_400_000

/** Ends the patrols whose shift is over. */
export async function closePatrols(db: Db, at: Date): Promise<void> {
  for (const cityId of await listCityIds(db)) await setOverdueEnds(db, cityId, at)
}

/** Keeps of visits that are old enough only the sums by grid and day; patrols and check-ins go with them. */
export async function forgetPatrols(db: Db, at: Date): Promise<void> {
  for (const cityId of await listCityIds(db)) await inTransaction(db, (tx) => forgetIn(tx, cityId, at))
}

async function forgetIn(tx: Db, cityId: string, at: Date): Promise<void> {
  const city = await findCity(tx, cityId)
  if (!city) return
  const before = localDay(new Date(at.getTime() - fieldPolicyOf(city.settings).keepVisitDays * DAY), city.timeZone)
  await insertSumsBefore(tx, cityId, before)
  await deletePatrolsBefore(tx, cityId, before)
}
