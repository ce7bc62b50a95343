/** Places as GeoJSON text: one feature per line, so that a change shows as a line. */
import type { Cell } from './divide-district.ts'
import type { Polygon, Vertex } from './lattice.ts'

/** The text of a feature collection; every feature says whether its outline is synthetic. */
export function areaCollection(level: string, synthetic: boolean, cells: readonly Cell[]): string {
  const features = cells.map((cell) => {
    const properties = { code: cell.code, name: cell.name, level, parent_code: cell.parentCode, synthetic }
    return JSON.stringify({ type: 'Feature', properties, geometry: geometry(cell.polygons) })
  })
  return `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`
}

function geometry(polygons: readonly Polygon[]): object {
  const [only, ...others] = polygons.map(closeRings)
  return others.length === 0 ? { type: 'Polygon', coordinates: only } : { type: 'MultiPolygon', coordinates: [only, ...others] }
}

function closeRings(polygon: Polygon): [number, number][][] {
  return polygon.map((ring) => [...ring, ...ring.slice(0, 1)].map(toDegrees))
}

function toDegrees([longitude, latitude]: Vertex): [number, number] {
  return [longitude / 1e6, latitude / 1e6]
}
