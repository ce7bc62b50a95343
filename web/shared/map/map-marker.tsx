import { Marker } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import styles from './map.module.css'
import type { LonLat } from './map-props.ts'
import { useMap } from './use-map.ts'

interface MapMarkerProps {
  readonly place: LonLat
  readonly onMove?: (place: LonLat) => void
}

const SVG = 'http://www.w3.org/2000/svg'

/** A pin whose tip is the place; its colours are the theme's. */
function drawPin(): HTMLElement {
  const element = document.createElement('div')
  element.className = styles.pin ?? ''
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 24 32')
  const path = document.createElementNS(SVG, 'path')
  path.setAttribute('d', 'M12 1C6 1 1.5 5.5 1.5 11.5 1.5 19 12 31 12 31s10.500-12 10.500-19.500C22.500 5.500 18 1 12 1Z')
  const hole = document.createElementNS(SVG, 'circle')
  for (const [name, value] of Object.entries({ cx: '12', cy: '11.5', r: '4' })) hole.setAttribute(name, value)
  svg.append(path, hole)
  element.append(svg)
  return element
}

const NEAR_ZOOM = 16

/** Marks a place and brings it into the window; with `onMove` it can be dragged. Those who use no pointer type coordinates or press Enter on the map. */
export function MapMarker({ place, onMove }: MapMarkerProps) {
  const map = useMap()
  const latest = useRef(onMove)
  latest.current = onMove
  const draggable = onMove !== undefined
  const marker = useRef<Marker | null>(null)
  const first = useRef(place)
  first.current = place
  useEffect(() => {
    const made = new Marker({ element: drawPin(), anchor: 'bottom', draggable }).setLngLat(first.current).addTo(map)
    made.on('dragend', () => {
      const { lng, lat } = made.getLngLat()
      latest.current?.({ lon: lng, lat })
    })
    marker.current = made
    return () => {
      made.remove()
    }
  }, [map, draggable])
  const { lon, lat } = place
  useEffect(() => {
    marker.current?.setLngLat([lon, lat])
    if (!map.getBounds().contains([lon, lat])) map.easeTo({ center: [lon, lat], zoom: Math.max(map.getZoom(), NEAR_ZOOM), duration: 160 })
  }, [map, lon, lat])
  return null
}
