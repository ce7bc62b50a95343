import { type RawBuilder, sql } from 'kysely'

/** Longitude and latitude in WGS-84 degrees. */
export type Position = readonly [lon: number, lat: number]
type Ring = readonly Position[]

/** An outline as GeoJSON (RFC 7946) in WGS-84 degrees. */
export type Area =
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] }

/**
 * Every union, difference and intersection names this precision (degrees; ten micrometres). Without one GEOS first tries in floating point, and
 * where rounding spoils the result throws to try again more carefully; the embedded engine cannot carry that throw, and the statement fails.
 */
export const PRECISION = 1e-10

/** An outline on its way into a geometry column; nothing is mended, so that what was given can be checked and named. */
export const areaToSql = (area: Area): RawBuilder<string> =>
  sql<string>`st_multi(st_setsrid(st_geomfromgeojson(${JSON.stringify(area)}), 4326))`

/** An axis-parallel rectangle, south-west to north-east corner, counter-clockwise. */
export const rectangle = ([west, south]: Position, [east, north]: Position): Area => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
})

/** Rows at a time in one INSERT: far below the 65,535 parameters a statement may carry. */
const BATCH = 500

/** Cuts a list into pieces small enough for one statement. */
export const inBatches = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, index) => rows.slice(index * BATCH, (index + 1) * BATCH))
