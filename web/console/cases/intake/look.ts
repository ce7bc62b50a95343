import type { LonLat } from '#web/shared/map/map-props.ts'

/** Where the map is asked to go: to a point, or to the outline of a division. */
export type Look = { readonly center: LonLat } | { readonly division: string }
