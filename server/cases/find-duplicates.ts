import { type Likeness, likeness } from '#cases/likeness.ts'
import { locateCase } from '#cases/locate-case.ts'
import { policyOf } from '#cases/policy.ts'
import { caseProblems } from '#cases/problems.ts'
import { listCasesNear, type NearbyCase } from '#cases/queries-duplicates.ts'
import type { SeenColumns } from '#cases/queries-related.ts'
import { gramsOf } from '#cases/search-grams.ts'
import { showBeside } from '#cases/show-beside.ts'
import { maySee } from '#cases/visibility.ts'
import { findCity } from '#organisation/queries-places.ts'
import type { Actor } from '#platform/actor.ts'
import { localDay } from '#platform/clock.ts'
import { toStored } from '#platform/datum.ts'
import type { Datum } from '#platform/datum-names.ts'
import type { Db } from '#platform/db.ts'

export interface DuplicateHint extends Omit<NearbyCase, keyof SeenColumns> {
  /** The photo it is known by; null without one, or where the asker may not see the case itself. */
  readonly photoId: string | null
  readonly likeness: Likeness
}
interface Asked {
  readonly lon: number
  readonly lat: number
  readonly datum: Datum
  readonly typeCode: string | null
  readonly text: string
  /** The case that is being worked on itself. */
  readonly excludeId?: string | undefined
}

/** Below this nobody would call them the same. */
const WORTH_SHOWING = 0.5

/** Cases the actor may see that may be the very problem now being reported, most alike first, each with the reasons; at most five. */
export async function findDuplicates(tx: Db, actor: Actor, asked: Asked): Promise<DuplicateHint[]> {
  const city = await findCity(tx, actor.cityId)
  const point = toStored(asked.lon, asked.lat, asked.datum)
  if (!city) throw caseProblems.outsideCity(point.lon, point.lat)
  const { radiusMetres, days } = policyOf(city.settings).duplicate
  const place = await locateCase(tx, actor.cityId, point, localDay(actor.at, city.timeZone))
  const since = new Date(actor.at.getTime() - days * 86_400_000)
  const near = await listCasesNear(tx, actor.cityId, point, place.placeCode, radiusMetres, since)
  const report = { typeCode: asked.typeCode, reportedAt: actor.at, grams: gramsOf(asked.text) }
  return near
    .filter((known) => known.id !== asked.excludeId && maySee(known, actor))
    .map((known) => ({
      ...showBeside(known, actor),
      likeness: likeness(report, { ...known, grams: gramsOf(known.description) }, known.metres, radiusMetres, days),
    }))
    .filter((hint) => hint.likeness.score >= WORTH_SHOWING)
    .sort((a, b) => b.likeness.score - a.likeness.score)
    .slice(0, 5)
}
