import { useCallback, useEffect, useRef } from 'react'
import { TerraDraw, TerraDrawPolygonMode, TerraDrawSelectMode } from 'terra-draw'
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter'
import { useMap } from '#web/shared/map/use-map.ts'
import type { Palette } from '#web/shared/theme/tokens.ts'
import { type Edited, findVertexChange, type VertexChange } from './borders.ts'
import { drawingStyles } from './drawing-styles.ts'
import type { Polygon, Position, Ring } from './geometry.ts'
import { snapTarget, snapTo } from './snap.ts'
import { useTool } from './use-tool.ts'

/** Pixels within which a vertex is drawn to a border. */
const REACH = 12
/** Pixels around a vertex within which it is taken hold of: a quick hand is past it when the drag is noticed. */
const GRASP = 18

export interface DrawingOptions {
  readonly edited: Edited
  /** Outlines that are only there to snap to. */
  readonly around: readonly Polygon[]
  readonly together: boolean
  readonly palette: Palette
  readonly mayEdit: boolean
  readonly selected: string | null
  readonly onSelect: (key: string | null) => void
  readonly onChange: (key: string, change: VertexChange) => void
  readonly onDrawn: (ring: Ring) => void
}

/** A feature is one part of an outline: its key and the number of the part. */
const featureId = (key: string, part: number): string => `${key}#${part}`
const readId = (id: string | number): { key: string; part: number } | null => {
  const [key, part] = String(id).split('#')
  return key && part !== undefined ? { key, part: Number(part) } : null
}

const featuresOf = (edited: Edited) =>
  Object.entries(edited).flatMap(([key, polygons]) =>
    polygons.flatMap(([outer], part) => (outer ? [{ id: featureId(key, part), outer }] : [])),
  )

/** The drawing tool on the map, kept in step with the edit: what is dragged becomes a change, and every change is drawn. */
export function useDrawing(options: DrawingOptions) {
  const map = useMap()
  const latest = useRef(options)
  latest.current = options
  const { palette, mayEdit } = options
  const draw = useTool(map, () => makeTool(map, palette, mayEdit, latest), [palette, mayEdit])
  useSync(draw, options)
  const start = useCallback(() => draw?.setMode('polygon'), [draw])
  const stop = useCallback(() => draw?.setMode('select'), [draw])
  return { start, stop }
}

type Latest = { readonly current: DrawingOptions }

function makeTool(map: ReturnType<typeof useMap>, palette: Palette, mayEdit: boolean, latest: Latest): TerraDraw {
  const snapping = {
    toCustom: (
      { lng, lat }: { lng: number; lat: number },
      context: { currentId?: string | number; currentCoordinate?: number; project: (lng: number, lat: number) => { x: number; y: number } },
    ) => {
      const found = snapTo([lng, lat], targetOf(latest.current, context), ([lon, at]) => context.project(lon, at), REACH)
      return found && [...found]
    },
  }
  const styles = drawingStyles(palette)
  const coordinates = { midpoints: { draggable: true }, draggable: true, deletable: true, snappable: snapping }
  const select = new TerraDrawSelectMode({
    pointerDistance: GRASP,
    // Every so many movements one is left out: none, for a vertex stays where the pointer let it go.
    dragEventThrottle: Number.MAX_SAFE_INTEGER,
    styles: styles.select,
    flags: { polygon: { feature: { draggable: false, ...(mayEdit && { coordinates }) } } },
  })
  const polygon = new TerraDrawPolygonMode({ snapping, styles: styles.polygon, pointerDistance: REACH })
  const tool = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map, prefixId: 'drawing', coordinatePrecision: 9 }),
    modes: [select, polygon],
    idStrategy: { isValidId: (id) => typeof id === 'string' && id !== '', getId: () => crypto.randomUUID() },
  })
  listen(tool, latest)
  tool.start()
  tool.setMode('select')
  return tool
}

/** Everything but the outline that is dragged, and but the vertex on its way where shared vertices move together. */
function targetOf(
  { edited, around, together }: DrawingOptions,
  { currentId, currentCoordinate }: { currentId?: string | number; currentCoordinate?: number },
) {
  const own = currentId === undefined ? null : readId(currentId)
  const ring = own && edited[own.key]?.[own.part]?.[0]
  const from: Position | undefined = together && ring && currentCoordinate !== undefined ? ring[currentCoordinate] : undefined
  const others = Object.entries(edited).flatMap(([key, polygons]) => (key === own?.key ? [] : polygons))
  return snapTarget([...others, ...around], from)
}

function listen(tool: TerraDraw, latest: Latest): void {
  tool.on('select', (id) => latest.current.onSelect(readId(id)?.key ?? null))
  tool.on('deselect', () => latest.current.onSelect(null))
  tool.on('finish', (id, { action }) => {
    const ring = ringOf(tool, id)
    if (!ring) return
    if (action === 'draw') {
      tool.removeFeatures([id])
      tool.setMode('select')
      return latest.current.onDrawn(ring)
    }
    const own = readId(id)
    const before = own && latest.current.edited[own.key]?.[own.part]?.[0]
    const change = before && findVertexChange(before, ring)
    if (own && change) latest.current.onChange(own.key, change)
  })
}

function ringOf(tool: TerraDraw, id: string | number): Ring | null {
  const geometry = tool.getSnapshotFeature(id)?.geometry
  return geometry?.type === 'Polygon' ? ((geometry.coordinates[0] ?? []) as unknown as Ring) : null
}

/** Draws what the edit says and selects what the page says. */
function useSync(draw: TerraDraw | null, { edited, selected }: DrawingOptions): void {
  useEffect(() => {
    if (!draw) return
    const wanted = new Map(featuresOf(edited).map(({ id, outer }) => [id, outer]))
    const standing = draw.getSnapshot().flatMap(({ id }) => (id !== undefined && readId(id) ? [id] : []))
    draw.removeFeatures(standing.filter((id) => !wanted.has(String(id))))
    for (const [id, outer] of wanted) drawRing(draw, id, outer)
  }, [draw, edited])
  useEffect(() => {
    if (draw?.getMode() !== 'select') return
    const chosen = draw.getSnapshot().find(({ properties }) => properties.selected)
    if (selected !== null && readId(chosen?.id ?? '')?.key !== selected && draw.hasFeature(featureId(selected, 0)))
      draw.selectFeature(featureId(selected, 0))
  }, [draw, selected])
}

function drawRing(draw: TerraDraw, id: string, outer: Ring): void {
  const coordinates = [outer.map(([lon, lat]) => [lon, lat])]
  if (!draw.hasFeature(id)) {
    draw.addFeatures([{ id, type: 'Feature', geometry: { type: 'Polygon', coordinates }, properties: { mode: 'polygon' } }])
    return
  }
  const standing = ringOf(draw, id)
  if (JSON.stringify(standing) !== JSON.stringify(outer)) draw.updateFeatureGeometry(id, { type: 'Polygon', coordinates })
}
