import { createRequire } from 'node:module'
import type { Datum } from '#platform/datum-names.ts'

interface Gcoord {
  readonly GCJ02: string
  readonly BD09: string
  readonly WGS84: string
  transform(position: [number, number], from: string, to: string): [number, number]
}
// The package is CommonJS whose types describe another module system; loading it as what it is keeps both true.
const gcoord = createRequire(import.meta.url)('gcoord') as Gcoord

const rounded = (degrees: number): number => Math.round(degrees * 1e7) / 1e7

/** A point as it is stored (WGS-84 / CGCS2000 degrees, rounded to 1e-7, about a centimetre) from the datum it was given in. */
export function toStored(lon: number, lat: number, datum: Datum): { readonly lon: number; readonly lat: number } {
  if (datum === 'wgs84' || datum === 'cgcs2000') return { lon: rounded(lon), lat: rounded(lat) }
  const [x, y] = gcoord.transform([lon, lat], datum === 'gcj02' ? gcoord.GCJ02 : gcoord.BD09, gcoord.WGS84)
  return { lon: rounded(x), lat: rounded(y) }
}
