import { type CodeLengths, levelOfCode, listAncestorCodes, PLACE_LEVELS, type PlaceLevel } from '#organisation/place-code.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { findDivision, listDivisions } from '#organisation/queries-divisions.ts'
import { findGrid, listGridsWithin } from '#organisation/queries-grids.ts'
import type { City } from '#organisation/queries-places.ts'
import { findZone, listZoneDivisions, listZones } from '#organisation/queries-zones.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

export interface OverviewPlace {
  readonly kind: PlaceLevel | 'zone'
  readonly code: string
  readonly name: string
  readonly nameEn: string | null
}

/** What an overview is of: a place, what lies directly below it, and which cases it counts. */
export interface OverviewScope {
  readonly place: OverviewPlace
  /** The places it lies in within the asker's area, the widest first. */
  readonly above: readonly OverviewPlace[]
  readonly children: readonly OverviewPlace[]
  /** Prefixes of place codes, any of which a case must have; null where the whole city is meant. */
  readonly areas: readonly string[] | null
  readonly zoneCode: string | null
  /** How long the codes of the children are; null where there are none. */
  readonly childLength: number | null
}

interface Setting {
  readonly tx: Db
  readonly actor: Actor
  readonly city: City
  readonly today: string
}

const MOST_CHILDREN = 1000
const meets = (code: string, area: string): boolean => code.startsWith(area) || area.startsWith(code)
const named = (kind: OverviewPlace['kind'], row: { code: string; name: string; nameEn?: string | null }): OverviewPlace => ({
  kind,
  code: row.code,
  name: row.name,
  nameEn: row.nameEn ?? null,
})

/** The deepest place that holds all areas: where an overview begins when no place is asked for. */
function commonPlace(lengths: CodeLengths, areas: readonly string[]): string | undefined {
  const [first = '', ...rest] = areas
  return listAncestorCodes(lengths, first).findLast((code) => rest.every((area) => area.startsWith(code)))
}

/** Areas without those that lie in another of them. */
const widest = (areas: readonly string[]): string[] =>
  [...new Set(areas)].filter((area) => !areas.some((other) => other !== area && area.startsWith(other)))

async function findPlace({ tx, actor, city, today }: Setting, code: string): Promise<OverviewPlace | undefined> {
  const level = levelOfCode(city.codeLengths, code)
  const division = await findDivision(tx, actor.cityId, code, today)
  if (division && level) return named(level, division)
  const zone = await findZone(tx, actor.cityId, code)
  if (zone) return named('zone', zone)
  const grid = await findGrid(tx, actor.cityId, 'management', code, today)
  return grid && named('grid', grid)
}

/** What a place lies in, from where the asker's own overview begins; a zone lies in the city alone. */
async function listAbove({ tx, actor, city, today }: Setting, { code, kind }: OverviewPlace): Promise<OverviewPlace[]> {
  const top = commonPlace(city.codeLengths, actor.areas)
  if (top === undefined) return []
  const inside = listAncestorCodes(city.codeLengths, code).filter((each) => each !== code && each.startsWith(top))
  const codes = kind === 'zone' ? [top] : inside
  const rows = await Promise.all(codes.map((each) => findDivision(tx, actor.cityId, each, today)))
  return rows.flatMap((row) => (row ? [named(levelOfCode(city.codeLengths, row.code) ?? 'city', row)] : []))
}

async function zoneScope(setting: Setting, place: OverviewPlace): Promise<OverviewScope> {
  const { tx, actor, city, today } = setting
  const members = (await listZoneDivisions(tx, actor.cityId, today)).filter(({ zoneCode }) => zoneCode === place.code)
  const seen = members.filter(({ divisionCode }) => actor.areas.some((area) => meets(divisionCode, area)))
  if (seen.length === 0) throw organisationProblems.noDivision(place.code, 'placeCode')
  const found = await Promise.all(seen.map(({ divisionCode }) => findDivision(tx, actor.cityId, divisionCode, today)))
  const children = found.flatMap((row) => (row ? [named(levelOfCode(city.codeLengths, row.code) ?? 'street', row)] : []))
  const areas = widest(actor.areas)
  const above = await listAbove(setting, place)
  return { place, above, children, areas, zoneCode: place.code, childLength: children[0]?.code.length ?? null }
}

const childLevel = (lengths: CodeLengths, level: PlaceLevel): PlaceLevel | undefined =>
  PLACE_LEVELS.slice(PLACE_LEVELS.indexOf(level) + 1).find((each) => lengths[each] !== undefined)

async function listChildren({ tx, actor, city, today }: Setting, { code, kind }: OverviewPlace): Promise<OverviewPlace[]> {
  const below = kind === 'zone' ? undefined : childLevel(city.codeLengths, kind)
  if (below === undefined) return []
  if (below === 'grid') {
    const grids = await listGridsWithin(tx, actor.cityId, code, today)
    return grids.filter((grid) => grid.kind === 'management').map((grid) => named('grid', grid))
  }
  const divisions = await listDivisions(tx, actor.cityId, { parentCode: code, level: below, on: today }, undefined, MOST_CHILDREN)
  const zones = kind === 'city' ? await listZonesSeen(tx, actor, today) : []
  return [...divisions.map((division) => named(below, division)), ...zones]
}

async function listZonesSeen(tx: Db, actor: Actor, today: string): Promise<OverviewPlace[]> {
  const members = await listZoneDivisions(tx, actor.cityId, today)
  const seen = new Set(
    members.filter(({ divisionCode }) => actor.areas.some((area) => meets(divisionCode, area))).map(({ zoneCode }) => zoneCode),
  )
  return (await listZones(tx, actor.cityId, today)).filter(({ code }) => seen.has(code)).map((zone) => named('zone', zone))
}

/** The areas to count in: those of the asker inside the place, or the place itself inside one of them. */
function areasIn(actor: Actor, { kind, code }: OverviewPlace): readonly string[] | null {
  if (actor.areas.some((area) => code.startsWith(area))) return kind === 'city' ? null : [code]
  return widest(actor.areas.filter((area) => area.startsWith(code)))
}

/**
 * The place an overview is of: the one asked for, else the deepest that holds the asker's whole area; children outside that area are left out.
 * Throws organisation.not_found for a place that is none or that the asker sees nothing of.
 */
export async function findOverviewScope(setting: Setting, placeCode: string | undefined): Promise<OverviewScope> {
  const { actor, city } = setting
  const code = placeCode ?? commonPlace(city.codeLengths, actor.areas) ?? ''
  const place = await findPlace(setting, code)
  if (!place) throw organisationProblems.noDivision(code, 'placeCode')
  if (place.kind === 'zone') return zoneScope(setting, place)
  if (!actor.areas.some((area) => meets(code, area))) throw organisationProblems.noDivision(code, 'placeCode')
  const all = await listChildren(setting, place)
  const children = all.filter((child) => child.kind === 'zone' || actor.areas.some((area) => meets(child.code, area)))
  const childLength = children.find(({ kind }) => kind !== 'zone')?.code.length ?? null
  return { place, above: await listAbove(setting, place), children, areas: areasIn(actor, place), zoneCode: null, childLength }
}
