import { findCity } from '#organisation/queries-places.ts'
import type { Actor } from '#platform/actor.ts'
import { localDay } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { unknownCity } from './problems.ts'

/** Today YYYY-MM-DD in the actor's city, at the actor's moment. `calendar.unknown_city` when there is no such city. */
export async function todayOf(tx: Db, actor: Pick<Actor, 'cityId' | 'at'>): Promise<string> {
  const city = await findCity(tx, actor.cityId)
  if (!city) throw unknownCity(actor.cityId)
  return localDay(actor.at, city.timeZone)
}
