import type { Area, Position } from '#organisation/area.ts'
import { toStored } from '#platform/datum.ts'
import type { Datum } from '#platform/datum-names.ts'

/**
 * An outline as it is stored from the datum it was drawn in. One already in WGS-84 or CGCS2000 keeps every digit, so that a corner taken over from
 * a neighbour stays the neighbour's corner; one converted is as exact as points are, a centimetre.
 */
export function toStoredArea(area: Area, datum: Datum): Area {
  if (datum === 'wgs84' || datum === 'cgcs2000') return area
  const point = ([lon, lat]: Position): Position => {
    const stored = toStored(lon, lat, datum)
    return [stored.lon, stored.lat]
  }
  return area.type === 'Polygon'
    ? { type: 'Polygon', coordinates: area.coordinates.map((ring) => ring.map(point)) }
    : { type: 'MultiPolygon', coordinates: area.coordinates.map((polygon) => polygon.map((ring) => ring.map(point))) }
}
