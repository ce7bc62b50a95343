import type { Map as MapLibreMap } from 'maplibre-gl'
import { FINDING_KINDS } from '#organisation/coverage.ts'
import type { Palette } from '#web/shared/theme/tokens.ts'

type FindingKind = (typeof FINDING_KINDS)[number]
const SIZE = 16

/** How each kind of trouble is hatched, so that it is told apart without its colour. */
const STROKES: Readonly<Record<FindingKind, (pen: CanvasRenderingContext2D) => void>> = {
  gap: (pen) => strokes(pen, [[0, SIZE, SIZE, 0], [-4, 4, 4, -4], [SIZE - 4, SIZE + 4, SIZE + 4, SIZE - 4]]),
  overlap: (pen) => strokes(pen, [[0, 0, SIZE, SIZE], [0, SIZE, SIZE, 0]]),
  outside: (pen) => {
    for (const [x, y] of [[4, 4], [12, 12]] as const) {
      pen.beginPath()
      pen.arc(x, y, 2.4, 0, 2 * Math.PI)
      pen.fill()
    }
  },
  invalid: (pen) => strokes(pen, [[0, 8, SIZE, 8]]),
  missing: (pen) => strokes(pen, [[8, 0, 8, SIZE]]),
} // biome-ignore format: coordinates

function strokes(pen: CanvasRenderingContext2D, lines: readonly (readonly [number, number, number, number])[]): void {
  pen.beginPath()
  for (const [x, y, toX, toY] of lines) {
    pen.moveTo(x, y)
    pen.lineTo(toX, toY)
  }
  pen.stroke()
}

/** The hatch of a kind as an address of a picture, for legends and lists. */
export function hatchImage(kind: FindingKind, colour: string): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = SIZE
  canvas.height = SIZE
  const pen = canvas.getContext('2d')
  if (!pen) return canvas
  pen.strokeStyle = colour
  pen.fillStyle = colour
  pen.lineWidth = 2
  STROKES[kind](pen)
  return canvas
}

export const hatchName = (kind: string, isNew: boolean, theme: string): string => `hatch/${kind}/${isNew ? 'new' : 'existing'}/${theme}`

/** Puts every hatch on the map: what an edit brings in red, what was there before in grey. */
export function addHatches(map: MapLibreMap, theme: string, { red, standing }: Palette): void {
  for (const kind of FINDING_KINDS)
    for (const isNew of [true, false]) {
      const name = hatchName(kind, isNew, theme)
      const pixels = hatchImage(kind, isNew ? red : standing)
        .getContext('2d')
        ?.getImageData(0, 0, SIZE, SIZE)
      if (pixels && !map.hasImage(name)) map.addImage(name, pixels)
    }
}
