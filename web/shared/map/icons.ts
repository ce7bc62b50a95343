import type { Map as MapLibreMap } from 'maplibre-gl'
import { PALETTES, type Palette, type ThemeName } from '#web/shared/theme/tokens.ts'
import type { LightKind } from '#web/shared/time/light-kind.ts'

/** Pictures are drawn at this many pixels for one of CSS, so that they stay sharp. */
const RATIO = 2
const SIZES = { case: 20, cluster: 36, point: 12, task: 44 } as const
type Kind = keyof typeof SIZES

/** The name a style gives a picture: kind/light/theme. */
export const iconName = (kind: Kind, light: LightKind, theme: ThemeName): string => `${kind}/${light}/${theme}`

const colourOf = (light: LightKind, palette: Palette): string => (light === 'none' ? palette.standing : palette[light])
function softOf(light: LightKind, palette: Palette): string {
  if (light === 'none' || light === 'standing') return palette.surface
  return light === 'deepRed' ? palette.redSoft : palette[`${light}Soft`]
}

type Trace = (pen: CanvasRenderingContext2D, x: number, y: number, radius: number) => void

const circle: Trace = (pen, x, y, radius) => pen.arc(x, y, radius, 0, 2 * Math.PI)
const square: Trace = (pen, x, y, radius) => pen.rect(x - radius * 0.88, y - radius * 0.88, radius * 1.76, radius * 1.76)
const triangle: Trace = (pen, x, y, radius) => {
  pen.moveTo(x, y - radius * 1.15)
  pen.lineTo(x + radius * 1.15, y + radius * 0.85)
  pen.lineTo(x - radius * 1.15, y + radius * 0.85)
  pen.closePath()
}
const diamond: Trace = (pen, x, y, radius) => {
  const reach = radius * 1.2
  pen.moveTo(x, y - reach)
  pen.lineTo(x + reach, y)
  pen.lineTo(x, y + reach)
  pen.lineTo(x - reach, y)
  pen.closePath()
}
const bars: Trace = (pen, x, y, radius) => {
  for (const side of [-1, 0.2]) pen.rect(x + side * radius * 0.8, y - radius, radius * 0.64, radius * 2)
}
/** The same shapes as in lists (shared/time/light.tsx). */
const SHAPES: Readonly<Record<LightKind, Trace>> = {
  green: circle,
  yellow: triangle,
  red: square,
  deepRed: diamond,
  standing: bars,
  none: circle,
}

function fill(pen: CanvasRenderingContext2D, trace: () => void, inside: string, edge: string, width: number): void {
  pen.beginPath()
  trace()
  pen.lineJoin = 'round'
  pen.lineWidth = width
  pen.strokeStyle = edge
  pen.fillStyle = inside
  pen.stroke()
  pen.fill()
}

/** A light with a rim of the ground's colour; without a clock it is a ring. */
function drawLight(pen: CanvasRenderingContext2D, light: LightKind, palette: Palette, x: number, y: number, radius: number): void {
  const trace = (): void => SHAPES[light](pen, x, y, radius)
  fill(pen, trace, palette.surface, palette.surface, 3)
  if (light === 'none') fill(pen, trace, palette.surface, colourOf(light, palette), 1.5)
  else fill(pen, trace, colourOf(light, palette), palette.surface, 1)
}

/** A disc for a count, rimmed in the worst light, which stands as a shape at its shoulder. */
function drawCluster(pen: CanvasRenderingContext2D, light: LightKind, palette: Palette): void {
  const middle = SIZES.cluster / 2
  fill(pen, () => circle(pen, middle, middle, 14), palette.surface, palette.surface, 3)
  fill(pen, () => circle(pen, middle, middle, 13.5), softOf(light, palette), colourOf(light, palette), 1.5)
  drawLight(pen, light, palette, middle + 11, middle - 10, 4.5)
}

/** A disc large enough for a thumb, rimmed in the light, whose shape fills its middle. */
function drawTask(pen: CanvasRenderingContext2D, light: LightKind, palette: Palette): void {
  const middle = SIZES.task / 2
  fill(pen, () => circle(pen, middle, middle, 18.5), palette.surface, palette.surface, 4)
  fill(pen, () => circle(pen, middle, middle, 18), palette.surface, colourOf(light, palette), 3)
  drawLight(pen, light, palette, middle, light === 'yellow' ? middle + 1 : middle, 9)
}

function drawPoint(pen: CanvasRenderingContext2D, palette: Palette): void {
  fill(pen, () => circle(pen, 6, 6, 3.5), palette.surface, palette.accent, 2)
}

function drawIcon(kind: Kind, light: LightKind, palette: Palette): ImageData | null {
  const size = SIZES[kind]
  const canvas = document.createElement('canvas')
  canvas.width = size * RATIO
  canvas.height = size * RATIO
  const pen = canvas.getContext('2d')
  if (!pen) return null
  pen.scale(RATIO, RATIO)
  if (kind === 'cluster') drawCluster(pen, light, palette)
  else if (kind === 'point') drawPoint(pen, palette)
  else if (kind === 'task') drawTask(pen, light, palette)
  else drawLight(pen, light, palette, size / 2, size / 2, 5.5)
  return pen.getImageData(0, 0, canvas.width, canvas.height)
}

const isKind = (text: string | undefined): text is Kind => text !== undefined && text in SIZES
const isLight = (text: string | undefined): text is LightKind => text !== undefined && text in SHAPES
const isTheme = (text: string | undefined): text is ThemeName => text !== undefined && text in PALETTES

/** Draws each picture when a style first asks for it. */
export function drawIconsOnDemand(map: MapLibreMap): void {
  map.setMissingStyleImageResolver((name) => {
    const [kind, light, theme] = name.split('/')
    if (!isKind(kind) || !isLight(light) || !isTheme(theme) || map.hasImage(name)) return
    const image = drawIcon(kind, light, PALETTES[theme])
    if (image) map.addImage(name, image, { pixelRatio: RATIO })
  })
}
