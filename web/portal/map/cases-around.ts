import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { metresApart } from '#portal/blur.ts'
import type { LonLat } from '#web/shared/map/map-props.ts'
import { readCaseTile, type State } from '../api.ts'
import { SINGLES_ZOOM, tilesAround } from './tile-address.ts'

/** One case as the public may know it. */
export interface PublicCase extends LonLat {
  readonly ref: string
  readonly topic: string
  readonly state: State
  readonly reportedOn: string
  readonly blurred: boolean
  readonly metres: number
}

/** How far around a place is listed, metres. */
const REACH = 1000

const stateOf = (value: unknown): State => (value === 'done' || value === 'working' ? value : 'waiting')

function casesIn(bytes: ArrayBuffer, x: number, y: number, from: LonLat): PublicCase[] {
  const layer = new VectorTile(new PbfReader(new Uint8Array(bytes))).layers.cases
  if (!layer) return []
  return Array.from({ length: layer.length }, (_, index) => {
    const feature = layer.feature(index)
    const { geometry } = feature.toGeoJSON(x, y, SINGLES_ZOOM)
    const [lon = 0, lat = 0] = geometry.type === 'Point' ? geometry.coordinates : []
    const { ref, topic, state, reportedOn, blurred } = feature.properties
    return {
      ref: String(ref),
      topic: String(topic),
      state: stateOf(state),
      reportedOn: String(reportedOn),
      blurred: blurred === true,
      lon,
      lat,
      metres: metresApart(from, { lon, lat }),
    }
  })
}

/** The public cases within a kilometre of a place, nearest first: what the map draws there, read without a map. Throws Unreachable. */
export async function casesAround(place: LonLat): Promise<readonly PublicCase[]> {
  const tiles = await Promise.all(
    tilesAround(place, REACH, SINGLES_ZOOM).map(async ({ x, y }) => ({ x, y, bytes: await readCaseTile(SINGLES_ZOOM, x, y) })),
  )
  const all = tiles.flatMap(({ x, y, bytes }) => (bytes ? casesIn(bytes, x, y, place) : []))
  // A tile's edge may hold one case twice.
  const single = [...new Map(all.map((each) => [each.ref, each])).values()]
  return single.filter(({ metres }) => metres <= REACH).sort((a, b) => a.metres - b.metres)
}
