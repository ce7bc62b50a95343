import { useMemo } from 'react'
import { useLanguage } from '#web/shared/language/language.ts'
import { BY_HAND } from '#web/shared/map/by-hand.ts'
import type { Start } from '#web/shared/map/camera.ts'
import { MapMarker } from '#web/shared/map/map-marker.tsx'
import type { LonLat } from '#web/shared/map/map-props.ts'
import { PlainMap } from '#web/shared/map/plain-map.tsx'
import { hitBy, type Tap } from '#web/shared/map/use-taps.ts'
import { ZoomButtons } from '#web/shared/map/zoom-buttons.tsx'
import { usePortalThemeName } from '../shell/use-portal-theme.ts'
import styles from './map.module.css'
import { CASE_LAYER, CLUSTER_LAYER, publicStyle } from './public-style.ts'

export interface DrawingProps {
  /** What this map is, said to screen readers. */
  readonly label: string
  /** Where it begins; a new value moves it. */
  readonly start: Start
  readonly cases?: boolean
  readonly selected?: LonLat | null
  readonly marker?: LonLat | null
  readonly onPick?: (place: LonLat) => void
  readonly onCase?: (ref: string, place: LonLat) => void
  /** Told where the middle is and how near, each time the reader has moved the map. */
  readonly onMoved?: (center: LonLat, zoom: number) => void
  readonly onFailure?: () => void
}

/** Pixels around a finger within which something small is still hit. */
const NEAR = 12

/** From which zoom a finger means a spot; below it a touch covers whole streets, and brings them nearer instead. */
const PICK_FROM_ZOOM = 14.5

function pick({ map, place }: Tap, onPick: DrawingProps['onPick']): void {
  const zoom = map.getZoom()
  if (zoom >= PICK_FROM_ZOOM) onPick?.(place)
  else if (onPick) map.easeTo({ center: place, zoom: Math.min(zoom + 3, PICK_FROM_ZOOM + 1), duration: 240 }, BY_HAND)
}

function tapped(tap: Tap, { onPick, onCase }: DrawingProps): void {
  const { map, place, byKey } = tap
  const found = byKey ? undefined : hitBy(tap, [CASE_LAYER, CLUSTER_LAYER], NEAR)[0]
  if (found?.layer.id === CLUSTER_LAYER) map.easeTo({ center: place, zoom: Math.min(map.getZoom() + 2, 17), duration: 160 }, BY_HAND)
  else if (found && onCase) onCase(String(found.properties.ref), place)
  else pick(tap, onPick)
}

/** The map drawn from our own tiles. */
export default function MapDrawing(props: DrawingProps) {
  const { label, start, cases = false, selected = null, marker = null, onMoved, onFailure } = props
  const theme = usePortalThemeName()
  const language = useLanguage()
  const at = JSON.stringify(selected)
  const style = useMemo(
    () => publicStyle({ theme, language, origin: window.location.origin, cases, selected: JSON.parse(at) }),
    [theme, language, cases, at],
  )
  return (
    <PlainMap
      label={label}
      start={start}
      style={style}
      wheel={cases}
      onTap={(tap) => tapped(tap, props)}
      {...(onMoved && { onMoved })}
      onFailure={onFailure}
    >
      <div className={styles.zoom}>
        <ZoomButtons />
      </div>
      {marker && <MapMarker place={marker} onMove={props.onPick} />}
    </PlainMap>
  )
}
