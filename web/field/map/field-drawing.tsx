import { type GeoJSONSource, type MapGeoJSONFeature, type Map as MapLibreMap, ScaleControl } from 'maplibre-gl'
import { type ReactNode, useEffect, useMemo } from 'react'
import type { PackAnswer } from '#field/contract.ts'
import { tileAddresses } from '#web/field/store/held.ts'
import { useLanguage } from '#web/shared/language/language.ts'
import { BY_HAND } from '#web/shared/map/by-hand.ts'
import type { Start } from '#web/shared/map/camera.ts'
import { PLACES } from '#web/shared/map/place-layers.ts'
import { PlainMap } from '#web/shared/map/plain-map.tsx'
import { useMap } from '#web/shared/map/use-map.ts'
import { hitBy, type Tap, type TapsHeard } from '#web/shared/map/use-taps.ts'
import { useThemeName } from '#web/shared/theme/page-theme.ts'
import { CLUSTER_LAYER, type FieldLook, fieldStyle, TASK_LAYER, TASKS } from './field-style.ts'
import { drawFrom, heldAddress } from './held-library.ts'
import { heldZooms } from './map-features.ts'

type Moving = Pick<FieldLook, 'cells' | 'tasks' | 'here' | 'selected'>

export interface DrawingProps extends Moving, Pick<TapsHeard, 'onMove'> {
  readonly label: string
  readonly start: Start
  readonly pack: PackAnswer
  /** Told which tasks lie under the thumb; none: it hit the ground. */
  readonly onTasks?: (ids: readonly string[]) => void
  /** Enter on the focused map, where no tasks are drawn. */
  readonly onEnter?: () => void
  readonly onFailure?: () => void
  readonly children?: ReactNode
}

/** Pixels around a thumb. */
const NEAR = 14
/** So many are listed at once; more are parted first, where coming nearer parts them. */
const [FEW, MOST] = [6, 50]
const NEAREST = 17

async function leavesOf(map: MapLibreMap, { properties }: MapGeoJSONFeature): Promise<string[]> {
  const leaves = await map.getSource<GeoJSONSource>(TASKS)?.getClusterLeaves(Number(properties.cluster_id), MOST, 0)
  return (leaves ?? []).map((leaf) => String(leaf.properties?.id))
}

/** Comes nearer to a large cluster where that parts it. */
async function comeNearer({ map }: Tap, { properties, geometry }: MapGeoJSONFeature): Promise<boolean> {
  if (Number(properties.point_count) <= FEW || geometry.type !== 'Point') return false
  const zoom = await map.getSource<GeoJSONSource>(TASKS)?.getClusterExpansionZoom(Number(properties.cluster_id))
  if (zoom === undefined || zoom > NEAREST) return false
  const [lng = 0, lat = 0] = geometry.coordinates
  map.easeTo({ center: [lng, lat], zoom, duration: 160 }, BY_HAND)
  return true
}

async function tapped(tap: Tap, onTasks: NonNullable<DrawingProps['onTasks']>): Promise<void> {
  const hit = hitBy(tap, [TASK_LAYER, CLUSTER_LAYER], NEAR)
  const clusters = hit.filter(({ layer }) => layer.id === CLUSTER_LAYER)
  if (clusters[0] && (await comeNearer(tap, clusters[0]))) return
  const inside = await Promise.all(clusters.map((cluster) => leavesOf(tap.map, cluster)))
  const single = hit.filter(({ layer }) => layer.id === TASK_LAYER).map(({ properties }) => String(properties.id))
  onTasks([...new Set([...single, ...inside.flat()])])
}

/** The picture; the same object while nothing of it changes, whichever objects say so. */
function useFieldStyle({ pack, cells, tasks, here, selected }: DrawingProps) {
  const theme = useThemeName()
  const language = useLanguage()
  const moving = JSON.stringify({ cells, tasks, here, selected })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a pack of the same version says the same
  return useMemo(() => {
    drawFrom(tileAddresses(pack))
    const zooms = heldZooms(pack.tiles)
    const tiles = zooms && { address: heldAddress(pack.tiles.template), ...zooms }
    return fieldStyle({ theme, language, tiles, grids: pack.grids.items, ...(JSON.parse(moving) as Moving) })
  }, [theme, language, pack.version, moving])
}

/** The map of the phone, drawn from what it holds. */
export default function FieldDrawing(props: DrawingProps) {
  const { label, start, onTasks, onEnter, onMove, onFailure, children } = props
  const style = useFieldStyle(props)
  const tap = (made: Tap): void => {
    if (onTasks) void tapped(made, onTasks)
    else if (made.byKey) onEnter?.()
  }
  return (
    <PlainMap label={label} start={start} style={style} wheel onTap={tap} {...(onMove && { onMove })} onFailure={onFailure}>
      <TilesWhenOnline />
      <Scale />
      {children}
    </PlainMap>
  )
}

/** How far is how far, where there is little else to judge by. */
function Scale() {
  const map = useMap()
  useEffect(() => {
    const scale = new ScaleControl({ maxWidth: 96, unit: 'metric' })
    map.addControl(scale, 'top-left')
    return () => {
      // A map that went first has taken its controls with it.
      if (map.hasControl(scale)) map.removeControl(scale)
    }
  }, [map])
  return null
}

/** What was not on the phone yet is asked for again as soon as there is a line. */
function TilesWhenOnline() {
  const map = useMap()
  useEffect(() => {
    const again = (): void => {
      if (map.getSource(PLACES)) map.refreshTiles(PLACES)
    }
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [map])
  return null
}
