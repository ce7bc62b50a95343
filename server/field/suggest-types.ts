import type { z } from 'zod'
import { findCatalogueInForce, listProblemTypes } from '#catalogue/queries.ts'
import type { SuggestionsAnswer, SuggestionsQuery } from '#field/contract.ts'
import { fieldProblems } from '#field/problems.ts'
import { listGridCodesNear, type Point } from '#field/queries-grids.ts'
import { listTypesNear, listTypesReportedBy, type Sample } from '#field/queries-suggestions.ts'
import { type EarlierReport, NEAR_DAYS, NEAR_METRES, rankTypes } from '#field/rank-types.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { findPlaceAt } from '#organisation/queries-places.ts'
import { type Actor, coversPlace } from '#platform/actor.ts'
import { toStored } from '#platform/datum.ts'
import type { Db } from '#platform/db.ts'

const DAY = 86_400_000
/** Grids around a point whose ended cases are looked at. */
const MOST_PLACES = 16
const MOST_PROPOSED = 8

/** The hour of the day of an instant in a city, 0 to 24 with its minutes as a share. */
function hourOf(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(at)
  const part = (type: 'hour' | 'minute'): number => Number(parts.find((each) => each.type === type)?.value ?? 0)
  return part('hour') + part('minute') / 60
}

const earlier = (sample: Sample, at: Date, timeZone: string): EarlierReport => ({
  typeCode: sample.typeCode,
  metres: sample.metres,
  daysAgo: (at.getTime() - sample.reportedAt.getTime()) / DAY,
  hour: hourOf(sample.reportedAt, timeZone),
  byMe: sample.byMe,
})

/** Those near a point, and mine that are not among them. */
async function samplesAt(tx: Db, actor: Actor, point: Point, placeCode: string, today: string): Promise<Sample[]> {
  const codes = await listGridCodesNear(tx, actor.cityId, point, NEAR_METRES, today, MOST_PLACES)
  const since = new Date(actor.at.getTime() - NEAR_DAYS * DAY)
  const near = await listTypesNear(tx, actor, point, NEAR_METRES, [...new Set([placeCode, ...codes])], since)
  const mine = actor.personId === null ? [] : await listTypesReportedBy(tx, actor.cityId, actor.personId)
  const known = new Set(near.filter(({ byMe }) => byMe).map(({ typeCode, reportedAt }) => `${typeCode} ${reportedAt.getTime()}`))
  return [...near, ...mine.filter(({ typeCode, reportedAt }) => !known.has(`${typeCode} ${reportedAt.getTime()}`))]
}

/** Types of the catalogue in force worth proposing here and now: what was reported near here, by the actor, and at this time of day. Throws field.outside_area. */
export async function suggestTypes(tx: Db, actor: Actor, query: SuggestionsQuery): Promise<z.input<typeof SuggestionsAnswer>> {
  const { city, today } = await readCityToday(tx, actor)
  const point = toStored(query.lon, query.lat, query.datum)
  const place = await findPlaceAt(tx, actor.cityId, point.lon, point.lat, today)
  if (!place || !coversPlace(actor, place.placeCode)) throw fieldProblems.outsideArea('lon')
  const samples = await samplesAt(tx, actor, point, place.placeCode, today)
  const version = await findCatalogueInForce(tx, actor.cityId, today)
  const types = new Map((version ? await listProblemTypes(tx, actor.cityId, version.id) : []).map((type) => [type.code, type]))
  const known = samples.filter(({ typeCode }) => types.has(typeCode)).map((sample) => earlier(sample, actor.at, city.timeZone))
  const ranked = rankTypes(known, hourOf(actor.at, city.timeZone), MOST_PROPOSED)
  return {
    types: ranked.map(({ typeCode, ...why }) => ({ code: typeCode, name: types.get(typeCode)?.name ?? '', nameEn: types.get(typeCode)?.nameEn ?? '', ...why })),
  } // biome-ignore format: one row
}
