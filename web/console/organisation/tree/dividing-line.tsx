import { useRef } from 'react'
import { TerraDraw, TerraDrawLineStringMode } from 'terra-draw'
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter'
import type { Position, Ring } from '#web/console/organisation/grids/geometry.ts'
import { snapTarget, snapTo } from '#web/console/organisation/grids/snap.ts'
import { useTool } from '#web/console/organisation/grids/use-tool.ts'
import { useMap } from '#web/shared/map/use-map.ts'
import { useThemeName } from '#web/shared/theme/page-theme.ts'
import { PALETTES } from '#web/shared/theme/tokens.ts'

const REACH = 14

interface DividingLineProps {
  readonly ring: Ring
  readonly onDrawn: (line: readonly Position[]) => void
}

/** Draws one line that snaps to an outline; drawing again takes the place of the line before. */
export function DividingLine({ ring, onDrawn }: DividingLineProps) {
  const map = useMap()
  const { accent } = PALETTES[useThemeName()]
  const tell = useRef(onDrawn)
  tell.current = onDrawn
  useTool(map, () => makeTool(map, ring, accent, tell), [ring, accent])
  return null
}

function makeTool(
  map: ReturnType<typeof useMap>,
  ring: Ring,
  accent: `#${string}`,
  tell: { readonly current: DividingLineProps['onDrawn'] },
): TerraDraw {
  const target = snapTarget([[ring]])
  const mode = new TerraDrawLineStringMode({
    pointerDistance: REACH,
    snapping: {
      toCustom: ({ lng, lat }, { project }) => {
        const found = snapTo([lng, lat], target, ([lon, at]) => project(lon, at), REACH)
        return found && [...found]
      },
    },
    styles: { lineStringColor: accent, lineStringWidth: 3 },
  })
  const tool = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map, prefixId: 'dividing', coordinatePrecision: 9 }),
    modes: [mode],
  })
  tool.on('finish', (id) => {
    const others = tool.getSnapshot().flatMap((each) => (each.id !== undefined && each.id !== id ? [each.id] : []))
    tool.removeFeatures(others)
    const geometry = tool.getSnapshotFeature(id)?.geometry
    if (geometry?.type === 'LineString') tell.current(geometry.coordinates as unknown as readonly Position[])
  })
  tool.start()
  tool.setMode('linestring')
  return tool
}
