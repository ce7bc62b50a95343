import type { z } from 'zod'
import type { OverviewOutlinesAnswer } from '#cases/contract-overview.ts'
import { findOverviewScope } from '#cases/overview-place.ts'
import { listPlaceOutlines } from '#cases/queries-overview-outlines.ts'
import { readCityToday } from '#organisation/city-today.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

/** The ground of a place and of what lies directly below it, for the map of an overview. Throws organisation.not_found. */
export async function viewOverviewOutlines(
  tx: Db,
  actor: Actor,
  placeCode: string | undefined,
): Promise<z.input<typeof OverviewOutlinesAnswer>> {
  const { city, today } = await readCityToday(tx, actor)
  const { place, children } = await findOverviewScope({ tx, actor, city, today }, placeCode)
  const codes = [place.code, ...children.map(({ code }) => code)]
  return { placeCode: place.code, outlines: await listPlaceOutlines(tx, actor.cityId, codes, today) }
}
