import type { PackAnswer } from '#field/contract.ts'
import type { Point } from '#web/field/place/grid-at.ts'
import type { Start } from '#web/shared/map/camera.ts'
import type { LonLat, MapBounds } from '#web/shared/map/map-props.ts'
import { boundsOf, cornersOf } from './map-features.ts'

/** Near enough to walk by. */
export const NEAR_ZOOM = 15.5
/** Near enough to tell one side of a street from the other. */
export const POINTING_ZOOM = 17

/** Degrees a view has at least, about 700 m: nearer, a few tasks stand in the blank with nothing to know the place by. */
const LEAST = 0.0065

function widened({ west, south, east, north }: MapBounds): MapBounds {
  const [x, y] = [Math.max(0, LEAST - (east - west)) / 2, Math.max(0, LEAST - (north - south)) / 2]
  return { west: west - x, south: south - y, east: east + x, north: north + y }
}

/** All there is to see: my own grids, or the tasks of whoever has none; null where there is nothing. */
export function wholeOf(pack: PackAnswer, tasks: readonly Point[]): MapBounds | null {
  const { basis, items } = pack.grids
  const grids = boundsOf(cornersOf(items))
  const whole = basis === 'mine' ? (grids ?? boundsOf(tasks)) : (boundsOf(tasks) ?? grids)
  return whole && widened(whole)
}

/** Scale above, buttons below, half a marker at the sides: nothing that is shown whole lies under them, pixels. */
const CLEAR = { top: 64, bottom: 96, left: 32, right: 32 }
export const shownWhole = (bounds: MapBounds): Start => ({ bounds, margin: CLEAR })

let left: { readonly of: string; readonly at: Start } | null = null
/** Remembers where somebody left the map, so that it stands there when they come back from a task; in memory alone. */
export const leaveMapAt = (of: string, center: LonLat, zoom: number): void => {
  left = { of, at: { center, zoom } }
}
export const mapLeftAt = (of: string): Start | null => (left?.of === of ? left.at : null)
