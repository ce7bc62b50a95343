import { caseProblems } from '#cases/problems.ts'
import { findPlaceAt, type Place } from '#organisation/queries-places.ts'
import type { Db } from '#platform/db.ts'

/** The place of a stored point on a day ('YYYY-MM-DD'). Throws case.outside_city. */
export async function locateCase(tx: Db, cityId: string, point: { lon: number; lat: number }, on: string): Promise<Place> {
  const place = await findPlaceAt(tx, cityId, point.lon, point.lat, on)
  if (!place) throw caseProblems.outsideCity(point.lon, point.lat)
  return place
}
