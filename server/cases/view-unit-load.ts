import { calendarFor, momentsFor } from '#cases/list-page.ts'
import { listUnitLoads } from '#cases/queries-unit-load.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { type Actor, coversPlace } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

/** What the units a dispatcher may think of have on their hands now. A place outside the actor's areas has none. */
export async function viewUnitLoad(tx: Db, actor: Actor, { placeCode }: { placeCode?: string | undefined }) {
  if (placeCode !== undefined && !coversPlace(actor, placeCode)) return { units: [] }
  const { today } = await readCityToday(tx, actor)
  const moments = await momentsFor(tx, actor, await calendarFor(tx, actor.cityId))
  const loads = await listUnitLoads(tx, actor, placeCode, today, moments)
  return { units: loads.map((unit) => ({ ...unit, openPerHandler: unit.handlers === 0 ? null : unit.open / unit.handlers })) }
}
