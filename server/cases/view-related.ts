import { policyOf } from '#cases/policy.ts'
import { listRelated } from '#cases/queries-related.ts'
import { showBeside } from '#cases/show-beside.ts'
import { seenCase } from '#cases/view-case.ts'
import { maySee } from '#cases/visibility.ts'
import { readCityToday } from '#organisation/city-today.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

const SHOWN = 12
const RECENT_MS = 30 * 86_400_000

/** The cases beside one that the actor may see, the closest relation first; at most twelve. Throws case.not_found. */
export async function viewRelated(tx: Db, actor: Actor, id: string) {
  const row = await seenCase(tx, actor, id)
  const { city } = await readCityToday(tx, actor)
  const since = new Date(actor.at.getTime() - RECENT_MS)
  const related = await listRelated(tx, row, policyOf(city.settings).duplicate.radiusMetres, since)
  return related
    .filter((each) => maySee(each, actor))
    .slice(0, SHOWN)
    .map((each) => showBeside(each, actor))
}
