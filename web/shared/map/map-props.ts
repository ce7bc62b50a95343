import type { FeatureCollection, Geometry } from 'geojson'
import type { ReactNode } from 'react'
import type { Stage } from '#cases/lifecycle.ts'
import type { Light } from '#catalogue/time-limit.ts'
import type { Query } from '#web/shared/api/client.ts'

/** Degrees, WGS-84 / CGCS2000. */
export interface LonLat {
  readonly lon: number
  readonly lat: number
}

/** Degrees, WGS-84 / CGCS2000. */
export interface MapBounds {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** How a case's light is drawn; 'none' where no clock runs. */
export type MapLight = Light | 'none'

/** A case somebody is looking at: its place is marked and the outline of the area that bears its place code is drawn. */
export interface SelectedCase extends LonLat {
  readonly id: string
  readonly light: Light | null
  readonly placeCode?: string | null
}

/** Something besides cases, such as a component or a case nearby; drawn as a small ring with its label. */
export interface MapPoint extends LonLat {
  readonly id: string
  readonly label: string
}

/** A single case as its tile tells it. */
export interface CaseInView extends LonLat {
  readonly id: string
  readonly number: string
  readonly stage: Stage
  readonly light: MapLight
  readonly typeCode: string | null
}

/** Several cases drawn as one, with the worst light among them. */
export interface ClusterInView extends LonLat {
  readonly count: number
  readonly overdue: number
  readonly light: MapLight
}

/** What the window shows once it has come to rest. */
export interface MapView {
  readonly bounds: MapBounds
  readonly zoom: number
  readonly cases: readonly CaseInView[]
  readonly clusters: readonly ClusterInView[]
  /** Cases in the window, those inside clusters counted. */
  readonly total: number
  /** Somewhere in the window there are more cases than are drawn: those due first are. */
  readonly truncated: boolean
}

/** The legend as a filter: which lights are drawn (empty: all), how many cases each has, and what to do on a click. */
export interface LegendFilter {
  readonly lights: readonly Light[]
  readonly counts?: Readonly<Partial<Record<Light, number>>>
  readonly onChange: (lights: readonly Light[]) => void
}

export interface CityMapProps {
  /** What this map shows, said to screen readers. */
  readonly label: string
  /** Where it begins: a place and a zoom, or bounds; neither: the area of the reader's post. A new value moves the map there. */
  readonly center?: LonLat
  readonly zoom?: number
  readonly bounds?: MapBounds
  /** Draws the cases the reader may see, narrowed as lists of cases are (CaseFilter); absent: no cases. */
  readonly cases?: Query
  /** Streets, communities and grids as the zoom allows, besides the districts. */
  readonly grids?: boolean
  readonly selectedCase?: SelectedCase | null
  readonly onSelect?: (id: string) => void
  readonly marker?: LonLat | null
  /** The marker may be dragged; told where it was let go. */
  readonly onMarkerMove?: (place: LonLat) => void
  /** A click anywhere, or Enter on the focused map for its middle, picks a place. */
  readonly onPick?: (place: LonLat) => void
  /** Lines drawn over everything else, such as an outline being tried. */
  readonly outline?: Geometry | FeatureCollection | null
  readonly points?: readonly MapPoint[]
  readonly onPoint?: (id: string) => void
  readonly legend?: LegendFilter
  readonly onView?: (view: MapView) => void
  /** Told when this device cannot draw a map at all. */
  readonly onFailure?: () => void
  /** False where the page itself lists what is in view. */
  readonly list?: boolean
  /** False inside a page that scrolls: the wheel then scrolls the page. */
  readonly wheel?: boolean
  /** Drawn inside once the map stands; `useMap()` gives them the map. */
  readonly children?: ReactNode
}
