import type { z } from 'zod'
import { readCityToday } from '#organisation/city-today.ts'
import type { DivisionQuery, GridQuery, PlaceQuery } from '#organisation/contract.ts'
import type { OutlineQuery } from '#organisation/contract-changes.ts'
import { organisationProblems } from '#organisation/problems.ts'
import {
  countDivisions,
  type Division,
  findDivision,
  findDivisionArea,
  listDivisions,
  listDivisionVersions,
} from '#organisation/queries-divisions.ts'
import { listGridsOfCommunity } from '#organisation/queries-grids.ts'
import { findPlaceAt } from '#organisation/queries-places.ts'
import { listOutlines } from '#organisation/queries-preview.ts'
import { listSuccessions } from '#organisation/queries-succession.ts'
import { listZoneDivisions, listZones } from '#organisation/queries-zones.ts'
import type { Actor } from '#platform/actor.ts'
import { toStored } from '#platform/datum.ts'
import type { Db } from '#platform/db.ts'

/** Items of a page with the key of its last one, null when nothing follows. `found` holds one more than `limit` when something does. */
export function toPage<T>(found: readonly T[], limit: number, keyOf: (item: T) => string): { items: T[]; next: string | null } {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return { items, next: found.length > limit && last !== undefined ? keyOf(last) : null }
}

/** A page of divisions by code with the true total. */
export async function listDivisionPage(tx: Db, actor: Actor, { parent, after, limit, ...query }: z.output<typeof DivisionQuery>) {
  const { today } = await readCityToday(tx, actor)
  const filter = { ...query, parentCode: parent, on: query.on ?? today }
  const found = await listDivisions(tx, actor.cityId, filter, after, limit + 1)
  return { ...toPage(found, limit, (division) => division.code), total: await countDivisions(tx, actor.cityId, filter) }
}

/** A division on a day with its outline, all its versions and what became of it. Throws organisation.not_found when the code never was. */
export async function viewDivision(tx: Db, actor: Actor, code: string, day: string | undefined) {
  const { cityId } = actor
  const on = day ?? (await readCityToday(tx, actor)).today
  const versions: readonly Division[] = await listDivisionVersions(tx, cityId, code)
  if (versions.length === 0) throw organisationProblems.noDivision(code, 'code')
  const current = (await findDivision(tx, cityId, code, on)) ?? null
  const area = (await findDivisionArea(tx, cityId, code, on)) ?? null
  return { current, area, versions, successions: await listSuccessions(tx, cityId, code) }
}

/** The grids of a community as a GeoJSON collection. */
export async function viewGrids(tx: Db, actor: Actor, communityCode: string, { kind, on }: z.output<typeof GridQuery>) {
  const day = on ?? (await readCityToday(tx, actor)).today
  if ((await findDivision(tx, actor.cityId, communityCode, day)) === undefined) throw organisationProblems.noDivision(communityCode, 'code')
  const grids = await listGridsOfCommunity(tx, actor.cityId, communityCode, kind, day)
  const features = grids.map(({ area, ...properties }) => ({ type: 'Feature' as const, id: properties.code, geometry: area, properties }))
  return { type: 'FeatureCollection' as const, features }
}

const MOST_OUTLINES = 2000
const METRES_PER_DEGREE = 111_320

/** The outlines below a parent with those around it, as GeoJSON for drawing and snapping. Throws organisation.not_found. */
export async function viewOutlines(tx: Db, actor: Actor, { parent, kind, on: day, reach }: z.output<typeof OutlineQuery>) {
  const on = day ?? (await readCityToday(tx, actor)).today
  if ((await findDivision(tx, actor.cityId, parent, on)) === undefined) throw organisationProblems.noDivision(parent, 'parent')
  const question = { parentCode: parent, kind, on, reach: reach / METRES_PER_DEGREE, limit: MOST_OUTLINES + 1 }
  const outlines = await listOutlines(tx, actor.cityId, question)
  const features = outlines.slice(0, MOST_OUTLINES).map(({ area, ...properties }) => ({
    type: 'Feature' as const,
    id: `${properties.kind}-${properties.code}`,
    geometry: area,
    properties,
  }))
  return { type: 'FeatureCollection' as const, on, truncated: outlines.length > MOST_OUTLINES, features }
}

/** Where a point lies, with the point as it would be stored. Throws organisation.outside_city. */
export async function locatePoint(tx: Db, actor: Actor, { lon, lat, datum, on }: z.output<typeof PlaceQuery>) {
  const { today } = await readCityToday(tx, actor)
  const point = toStored(lon, lat, datum)
  const place = await findPlaceAt(tx, actor.cityId, point.lon, point.lat, on ?? today)
  if (place === undefined) throw organisationProblems.noPlace(lon, lat)
  return { ...place, ...point }
}

/** The functional zones with the divisions each governs. */
export async function viewZones(tx: Db, actor: Actor, day: string | undefined) {
  const on = day ?? (await readCityToday(tx, actor)).today
  const members = await listZoneDivisions(tx, actor.cityId, on)
  const of = (code: string): string[] => members.filter(({ zoneCode }) => zoneCode === code).map(({ divisionCode }) => divisionCode)
  return { items: (await listZones(tx, actor.cityId, on)).map((zone) => ({ ...zone, divisionCodes: of(zone.code) })) }
}
