import type { z } from 'zod'
import { type FoundPlace, searchPlaces } from '#organisation/search-places.ts'
import type { Actor } from '#platform/actor.ts'
import { localDay } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { PlacesAnswer } from '#portal/contract.ts'
import { namedPlace } from '#portal/named-place.ts'
import { openPortal } from '#portal/open-portal.ts'
import { listDivisionsSpokenOf, listPointsInDivisions } from '#portal/queries.ts'

/** Those that are read, and those of them that are shown. */
const [MOST_FOUND, MOST_SHOWN] = [40, 8]

type Known = FoundPlace & { readonly level: z.input<typeof PlacesAnswer>['places'][number]['level'] }
const isKnown = (place: FoundPlace): place is Known => place.level === 'district' || place.level === 'street' || place.level === 'community'

/** The place an address in words names, and those around it. */
async function placesSpokenOf(tx: Db, actor: Actor, text: string, on: string): Promise<FoundPlace[]> {
  const named = namedPlace(text, await listDivisionsSpokenOf(tx, actor.cityId, text, on))
  return named ? (await searchPlaces(tx, actor, named.name, MOST_FOUND)).filter(({ code }) => code === named.code) : []
}

/**
 * Districts, streets and communities by name, spelling or initials, best first, each with a point inside: for whoever does not point at a map. A whole
 * address finds the narrowest place it names. Throws portal.closed.
 */
export async function listPlaces(tx: Db, actor: Actor, text: string): Promise<z.input<typeof PlacesAnswer>> {
  const { city } = await openPortal(tx, actor.cityId)
  const today = localDay(actor.at, city.timeZone)
  const byName = await searchPlaces(tx, actor, text, MOST_FOUND)
  const found = (byName.length > 0 ? byName : await placesSpokenOf(tx, actor, text, today)).filter(isKnown).slice(0, MOST_SHOWN)
  const codes = found.map(({ code }) => code)
  const points = await listPointsInDivisions(tx, actor.cityId, codes, today)
  return {
    places: found.flatMap(({ code, level, name, nameEn, within }) => {
      const point = points.get(code)
      return point ? [{ code, level, name, nameEn, within, ...point }] : []
    }),
  }
}
