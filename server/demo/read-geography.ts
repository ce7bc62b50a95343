/** Reads the demo city's shipped geography in data/kunming/. What is real in it and what is synthetic: data/kunming/README.md. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'

/** One position: longitude and latitude in degrees, WGS-84. */
export type Position = [longitude: number, latitude: number]
/** A GeoJSON MultiPolygon: polygons, each an outer ring and its holes, first vertex repeated at the end. */
export type MultiPolygon = { readonly type: 'MultiPolygon'; readonly coordinates: Position[][][] }

/** A place with its land. `synthetic` is true when the outline is invented (everything below the districts). */
export type Area = {
  readonly code: string
  readonly name: string
  readonly parentCode: string
  readonly synthetic: boolean
  readonly geometry: MultiPolygon
}

/** One street (9 digits) that a functional zone administers. Zone codes are local: they are not in GB/T 2260. */
export type ZoneRow = { readonly zoneCode: string; readonly zoneName: string; readonly mainUrban: boolean; readonly areaCode: string }

/** Every level of the demo city, each list in code order. */
export type Geography = {
  readonly districts: Area[]
  readonly streets: Area[]
  readonly communities: Area[]
  readonly grids: Area[]
  readonly unitGrids: Area[]
  readonly zones: ZoneRow[]
}

const folder = join(import.meta.dirname, '../../data/kunming')

/**
 * The demo city: 14 districts, 150 streets, 1,738 communities and villages, 1,272 management grids in the main urban
 * area, the unit grids of one community, and the zones. Management and unit grids are two registers: both number
 * their grids within the community, so the same 15 digits may occur in both.
 * @throws when a shipped file is missing or damaged.
 */
export function readGeography(): Geography {
  return {
    districts: readAreas('districts'),
    streets: readAreas('streets'),
    communities: readAreas('communities'),
    grids: readAreas('grids'),
    unitGrids: readAreas('unit-grids'),
    zones: readZones(),
  }
}

type Feature = {
  readonly properties: { readonly code: string; readonly name: string; readonly parent_code: string; readonly synthetic: boolean }
  readonly geometry: { readonly type: 'Polygon'; readonly coordinates: Position[][] } | MultiPolygon
}

function readAreas(name: string): Area[] {
  const collection: { readonly features: readonly Feature[] } = JSON.parse(readFileSync(join(folder, `${name}.geojson`), 'utf8'))
  return collection.features.map(({ properties, geometry }) => ({
    code: properties.code,
    name: properties.name,
    parentCode: properties.parent_code,
    synthetic: properties.synthetic,
    geometry: { type: 'MultiPolygon', coordinates: geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates },
  }))
}

function readZones(): ZoneRow[] {
  const rows: Record<string, string>[] = parse(readFileSync(join(folder, 'zones.csv'), 'utf8'), { columns: true, bom: true })
  return rows.map((row) => ({
    zoneCode: row.zone_code ?? '',
    zoneName: row.zone_name ?? '',
    mainUrban: row.main_urban === 'true',
    areaCode: row.area_code ?? '',
  }))
}
