import { toStored } from '#platform/datum.ts'
import type { Db } from '#platform/db.ts'
import type { Mapping } from '#replay/mapping.ts'
import { type LonLat, listInnerPoints, locatePoints, type Surroundings } from '#replay/queries.ts'
import { findArea, type ReplayAreas } from '#replay/read-areas.ts'
import type { ServiceRequest } from '#replay/service-request.ts'

/**
 * How a request gets its place: `point` by its own point; `recorded-grid` at a point of the grid it names, because its own is of no use;
 * `outside` in the land around all areas, at its own point when that lies there.
 */
export type PlacedBy = 'point' | 'recorded-grid' | 'outside'
export type PlacingReason = 'no_usable_point' | 'point_outside_areas' | 'point_far_away'

export interface Placement {
  readonly by: PlacedBy
  /** Null when placed by its own point. */
  readonly reason: PlacingReason | null
  /** WGS-84 degrees. */
  readonly at: LonLat
  /** The grid of the request's own point; undefined outside every area. */
  readonly gridOfPoint: string | undefined
  /** The grid the request names; undefined when it names none or an unknown one. */
  readonly recordedGrid: string | undefined
}

/** Points in one statement. */
const BATCH = 4000

/** Decides where every request is placed; reads only. Same order as `requests`. */
export async function placeRequests(
  db: Db,
  requests: readonly ServiceRequest[],
  areas: ReplayAreas,
  around: Surroundings,
  { datum }: Mapping,
): Promise<Placement[]> {
  const points = requests.map(({ point }) => (point === null ? null : storedPoint(point, datum)))
  const grids = await locateAll(db, areas, points)
  const inner = await listInnerPoints(db, areas.list)
  const inBox = boxTest(around)
  return requests.map(({ recordedGrid: written }, index) => {
    const [own, gridOfPoint] = [points[index] ?? null, points[index] && grids.get(keyOf(points[index]))]
    const recordedGrid = written === null ? undefined : findArea(areas, written)?.placeCode
    const known = { gridOfPoint: gridOfPoint ?? undefined, recordedGrid }
    if (own !== null && known.gridOfPoint !== undefined) return { by: 'point', reason: null, at: own, ...known }
    const reason = own === null ? 'no_usable_point' : inBox(own) ? 'point_outside_areas' : 'point_far_away'
    const named = recordedGrid === undefined ? undefined : inner.get(recordedGrid)
    if (named !== undefined) return { by: 'recorded-grid', reason, at: named, ...known }
    return { by: 'outside', reason, at: own !== null && inBox(own) ? own : around.outsidePoint, ...known }
  })
}

function storedPoint({ lon, lat }: { lon: number; lat: number }, datum: Mapping['datum']): LonLat {
  const stored = toStored(lon, lat, datum)
  return [stored.lon, stored.lat]
}

const keyOf = ([lon, lat]: LonLat): string => `${lon} ${lat}`

/** Many requests share a point; each is looked up once. */
async function locateAll(db: Db, areas: ReplayAreas, points: readonly (LonLat | null)[]): Promise<Map<string, string>> {
  const distinct = [...new Map(points.flatMap((point) => (point === null ? [] : [[keyOf(point), point] as const]))).values()]
  const found = new Map<string, string>()
  for (let start = 0; start < distinct.length; start += BATCH) {
    const batch = distinct.slice(start, start + BATCH)
    const codes = await locatePoints(db, areas.list, batch)
    for (const [index, point] of batch.entries()) {
      const code = codes[index]
      if (code !== undefined) found.set(keyOf(point), code)
    }
  }
  return found
}

function boxTest({ box }: Surroundings): (point: LonLat) => boolean {
  const corners = box.coordinates.flat(box.type === 'Polygon' ? 1 : 2) as unknown as LonLat[]
  const [lons, lats] = [corners.map(([lon]) => lon), corners.map(([, lat]) => lat)]
  const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)]
  return ([lon, lat]) => lon >= west && lon <= east && lat >= south && lat <= north
}
