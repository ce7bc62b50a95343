import { organisationProblems } from '#organisation/problems.ts'
import { type City, findCity } from '#organisation/queries-places.ts'
import type { Actor } from '#platform/actor.ts'
import { localDay } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'

export interface CityToday {
  readonly city: City
  /** The city's own day of the actor's moment, 'YYYY-MM-DD'. */
  readonly today: string
}

/** The actor's city and its day. Throws organisation.not_found. */
export async function readCityToday(tx: Db, actor: Pick<Actor, 'cityId' | 'at'>): Promise<CityToday> {
  const city = await findCity(tx, actor.cityId)
  if (city === undefined) throw organisationProblems.noCity(actor.cityId)
  return { city, today: localDay(actor.at, city.timeZone) }
}
