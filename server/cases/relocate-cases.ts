import { z } from 'zod'
import { listOpenCasesIn } from '#cases/queries-sweep.ts'
import { relocateCase } from '#cases/supervise-case.ts'
import { findCity, findPlaceAt } from '#organisation/queries-places.ts'
import { systemActor } from '#platform/actor.ts'
import { localDay } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'

/**
 * After divisions merged, split or were renumbered: every open case inside them takes the codes of the place it lies in now, with an event that says so.
 * Ended cases keep theirs. Returns how many moved.
 */
export async function relocateCases(tx: Db, cityId: string, codes: readonly string[], at: Date): Promise<number> {
  const city = await findCity(tx, cityId)
  if (!city || codes.length === 0) return 0
  let moved = 0
  for (const row of await listOpenCasesIn(tx, cityId, codes)) {
    const place = await findPlaceAt(tx, cityId, row.lon, row.lat, localDay(at, city.timeZone))
    if (!place || (place.placeCode === row.placeCode && place.zoneCode === row.zoneCode)) continue
    const { placeCode, zoneCode, regionClass } = place
    await relocateCase(tx, systemActor(cityId, at), {
      caseId: row.id,
      version: row.version,
      requestId: newId(at),
      placeCode,
      zoneCode,
      regionClass,
    })
    moved += 1
  }
  return moved
}

const changed = z.object({ codes: z.array(z.string()) })

/** The reaction to `division.changed`: what was open under the old codes is placed anew. */
export async function relocateAfterChange(tx: Db, cityId: string, data: unknown, at: Date): Promise<void> {
  await relocateCases(tx, cityId, changed.parse(data).codes, at)
}
