import { isOpen, STAGES, type Stage } from '#cases/lifecycle.ts'
import { LEVELS, type Level } from '#platform/actor.ts'
import type { Overview } from '../api.ts'

type River = Overview['river']

/** The open stages as the loop passes them. */
export const OPEN_STAGES: readonly Stage[] = STAGES.filter(isOpen)

export interface Reach {
  readonly stage: Stage
  readonly open: number
  readonly overdue: number
  readonly byLevel: readonly { readonly level: Level; readonly open: number }[]
}

/** What lies in each stage now. */
export const reachesOf = ({ stages }: River): Reach[] =>
  OPEN_STAGES.map((stage) => {
    const here = stages.filter((each) => each.stage === stage)
    return {
      stage,
      open: here.reduce((sum, { open }) => sum + open, 0),
      overdue: here.reduce((sum, { overdue }) => sum + overdue, 0),
      byLevel: LEVELS.map((level) => ({ level, open: here.find(({ loopLevel }) => loopLevel === level)?.open ?? 0 })),
    }
  })

export interface Crossing {
  readonly forward: number
  readonly back: number
}

const orderOf = (stage: Stage): number => (stage === 'closed' ? OPEN_STAGES.length : OPEN_STAGES.indexOf(stage))

/**
 * How many cases crossed the line before each open stage and before the end today: the first is what entered, the last what was closed out of the loop.
 * A case that skips stages crosses every line between; one declined, voided or merged leaves sideways and crosses none.
 */
export function crossingsOf({ flow }: River): Crossing[] {
  const inLoop = flow.filter(({ to, from }) => orderOf(to) >= 0 && !(from === null && to === 'closed'))
  const total = (passes: (from: number, to: number) => boolean): number =>
    inLoop.filter(({ from, to }) => passes(from === null ? -1 : orderOf(from), orderOf(to))).reduce((sum, { count }) => sum + count, 0)
  return Array.from({ length: OPEN_STAGES.length + 1 }, (_, line) => ({
    forward: total((from, to) => from < line && to >= line),
    back: total((from, to) => from >= line && to < line),
  }))
}

/** Today's ends: closed, and ended in any other way. */
export function endsOf({ flow }: River): { readonly closed: number; readonly otherwise: number } {
  const sum = (counts: (stage: Stage) => boolean): number => flow.filter(({ to }) => counts(to)).reduce((all, { count }) => all + count, 0)
  return { closed: sum((stage) => stage === 'closed'), otherwise: sum((stage) => stage !== 'closed' && !isOpen(stage)) }
}

/** Width and height of a stage's field, and from where to where its water stands. */
export const COLUMN = 100
export const DEPTH = 100
const [LEFT, RIGHT] = [30, 70]
const THINNEST = 1.2
/** What flows is drawn on a scale of its own, so that it never looks as if it stood. */
const WIDEST_CHANNEL = 14

export interface Bed {
  /** The outline of all the water: wide where cases stand, narrow where they passed today. */
  readonly water: string
  readonly bands: readonly { readonly stage: Stage; readonly level: Level; readonly x: number; readonly y: number; readonly width: number; readonly height: number }[] // biome-ignore format: one line
  readonly late: readonly { readonly stage: Stage; readonly x: number; readonly y: number; readonly width: number; readonly height: number }[] // biome-ignore format: one line
}

const scaleTo = (widest: number, counts: readonly number[]): ((count: number) => number) => {
  const most = Math.max(1, ...counts)
  return (count) => (count === 0 ? THINNEST / 2 : Math.max(THINNEST, (count / most) * widest))
}

/** The river drawn in units of columns: one scale for what stands, one for what flows. */
export function bedOf(reaches: readonly Reach[], crossings: readonly Crossing[]): Bed {
  const thick = scaleTo(
    DEPTH - 4,
    reaches.map(({ open }) => open),
  )
  const flow = scaleTo(
    WIDEST_CHANNEL,
    crossings.map(({ forward }) => forward),
  )
  const points = reaches.flatMap(({ open }, index) => {
    const channel = flow(crossings[index]?.forward ?? 0)
    return [
      { x: index * COLUMN, half: channel / 2 },
      { x: index * COLUMN + LEFT, half: thick(open) / 2 },
      { x: index * COLUMN + RIGHT, half: thick(open) / 2 },
    ]
  })
  const end = flow(crossings.at(-1)?.forward ?? 0) / 2
  const all = [...points, { x: reaches.length * COLUMN, half: end }, { x: reaches.length * COLUMN + LEFT, half: end }]
  return { water: outlineOf(all), bands: bandsOf(reaches, thick), late: lateOf(reaches, thick) }
}

type Point = { readonly x: number; readonly half: number }
const middle = DEPTH / 2
const at = (x: number, y: number): string => `${x.toFixed(1)} ${y.toFixed(2)}`

function outlineOf(points: readonly Point[]): string {
  const curve = (from: Point, to: Point, side: 1 | -1): string => {
    const half = (from.x + to.x) / 2
    return `C${at(half, middle + side * from.half)} ${at(half, middle + side * to.half)} ${at(to.x, middle + side * to.half)}`
  }
  const back = points.toReversed()
  const [first, last] = [points[0], back[0]]
  if (!first || !last) return ''
  const there = points.slice(1).map((point, index) => curve(points[index] ?? first, point, -1))
  const home = back.slice(1).map((point, index) => curve(back[index] ?? last, point, 1))
  return `M${at(first.x, middle - first.half)}${there.join('')}L${at(last.x, middle + last.half)}${home.join('')}Z`
}

const bandsOf = (reaches: readonly Reach[], thick: (count: number) => number): Bed['bands'] =>
  reaches.flatMap(({ stage, open, byLevel }, index) => {
    const height = thick(open)
    let y = middle - height / 2
    return byLevel.flatMap(({ level, open: here }) => {
      if (here === 0) return []
      const band = { stage, level, x: index * COLUMN + LEFT, y, width: RIGHT - LEFT, height: (height * here) / open }
      y += band.height
      return [band]
    })
  })

/** What is overdue, standing at the foot of the water. */
const lateOf = (reaches: readonly Reach[], thick: (count: number) => number): Bed['late'] =>
  reaches.flatMap(({ stage, open, overdue }, index) => {
    if (overdue === 0) return []
    const whole = thick(open)
    const height = (whole * overdue) / open
    return [{ stage, x: index * COLUMN + LEFT, y: middle + whole / 2 - height, width: RIGHT - LEFT, height }]
  })
