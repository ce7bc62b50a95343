import type { PackAnswer } from '#field/contract.ts'
import type { Point } from '#web/field/place/grid-at.ts'
import type { Start } from '#web/shared/map/camera.ts'
import type { LonLat, MapBounds } from '#web/shared/map/map-props.ts'
import { boundsOf, cornersOf } from './map-features.ts'

/** Near enough to walk by. */
export const NEAR_ZOOM = 15.5
/** Near enough to tell one side of a street from the other. */
export const POINTING_ZOOM = 17

/** All there is to see: my own grids, or the tasks of whoever has none; null where there is nothing. */
export function wholeOf(pack: PackAnswer, tasks: readonly Point[]): MapBounds | null {
  const { basis, items } = pack.grids
  const grids = boundsOf(cornersOf(items))
  return basis === 'mine' ? (grids ?? boundsOf(tasks)) : (boundsOf(tasks) ?? grids)
}

let left: { readonly of: string; readonly at: Start } | null = null
/** Remembers where somebody left the map, so that it stands there when they come back from a task; in memory alone. */
export const leaveMapAt = (of: string, center: LonLat, zoom: number): void => {
  left = { of, at: { center, zoom } }
}
export const mapLeftAt = (of: string): Start | null => (left?.of === of ? left.at : null)
