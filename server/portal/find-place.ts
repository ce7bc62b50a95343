import { findPlaceAt } from '#organisation/queries-places.ts'
import type { Actor } from '#platform/actor.ts'
import { localDay } from '#platform/clock.ts'
import { toStored } from '#platform/datum.ts'
import type { Db } from '#platform/db.ts'
import type { Point } from '#portal/blur.ts'
import type { ReportBody } from '#portal/contract.ts'
import { namedPlace } from '#portal/named-place.ts'
import type { Portal } from '#portal/open-portal.ts'
import { portalProblems } from '#portal/problems.ts'
import { listDivisionsSpokenOf, listPointsInDivisions } from '#portal/queries.ts'

export interface ReportPlace extends Point {
  readonly address: string
  /** The point is only somewhere inside the place the address speaks of. */
  readonly fromAddress: boolean
}

/** Where a report is: the point given, else a point inside the narrowest street or community its address names. Throws portal.no_place. */
export async function findReportPlace(tx: Db, actor: Actor, { city }: Portal, { place, address }: ReportBody): Promise<ReportPlace> {
  const today = localDay(actor.at, city.timeZone)
  if (place) {
    const point = toStored(place.lon, place.lat, place.datum)
    return { ...point, address: address || (await nameOf(tx, actor.cityId, point, today)), fromAddress: false }
  }
  const named = namedPlace(address, await listDivisionsSpokenOf(tx, actor.cityId, address, today))
  // Somewhere in a whole district is nowhere: the case would go to a street that is not its own, and nothing later moves it.
  const point = named && named.level !== 'district' && (await listPointsInDivisions(tx, actor.cityId, [named.code], today)).get(named.code)
  if (!point) throw portalProblems.noPlace()
  return { ...point, address, fromAddress: true }
}

/** What a point without an address is called: street and community it lies in, else that it was shown on the map. */
async function nameOf(tx: Db, cityId: string, { lon, lat }: Point, on: string): Promise<string> {
  const names = (await findPlaceAt(tx, cityId, lon, lat, on))?.names
  return [names?.street, names?.community].filter(Boolean).join('') || '地图所示位置'
}
