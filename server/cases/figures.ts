import { z } from 'zod'
import type { CaseState } from '#cases/case-state.ts'

/** What one instant adds to the figures of its month, or takes from them. */
export const FigureChange = z.object({
  at: z.iso.datetime(),
  placeCode: z.string(),
  typeCode: z.string(),
  reported: z.number(),
  ended: z.number(),
  closed: z.number(),
  onTime: z.number(),
  late: z.number(),
})
export type FigureChange = z.output<typeof FigureChange>
export const COUNTED = ['reported', 'ended', 'closed', 'onTime', 'late'] as const
export type Counts = Readonly<Record<(typeof COUNTED)[number], number>>

type Counted = Pick<CaseState, 'reportedAt' | 'closedAt' | 'stage' | 'onTime' | 'placeCode' | 'typeCode'>
const NONE: Counts = { reported: 0, ended: 0, closed: 0, onTime: 0, late: 0 }

/** What a case as it stands adds to the figures: its report in the month it was reported, its end in the month it ended. */
function figuresOf({ reportedAt, closedAt, stage, onTime, placeCode, typeCode }: Counted): FigureChange[] {
  const of = { placeCode, typeCode: typeCode ?? '' }
  const reported = { ...NONE, at: reportedAt.toISOString(), ...of, reported: 1 }
  if (closedAt === null) return [reported]
  const closed = stage === 'closed' ? 1 : 0
  const [timely, late] = [closed === 1 && onTime === true ? 1 : 0, closed === 1 && onTime === false ? 1 : 0]
  return [reported, { ...NONE, at: closedAt.toISOString(), ...of, ended: 1, closed, onTime: timely, late }]
}

const negative = (change: FigureChange): FigureChange => ({
  ...change,
  ...Object.fromEntries(COUNTED.map((key) => [key, change[key] === 0 ? 0 : -change[key]])),
})

/** How an event changes the figures, undefined when it does not: most events do not. `before` is null where the case began. Pure. */
export function figureChanges(before: Counted | null, after: Counted): FigureChange[] | undefined {
  const [was, is] = [before === null ? [] : figuresOf(before), figuresOf(after)]
  return JSON.stringify(was) === JSON.stringify(is) ? undefined : [...was.map(negative), ...is]
}

/** One line of the figures: a month ('YYYY-MM-01') of a place and a type. */
export interface FigureLine extends Counts {
  readonly month: string
  readonly placeCode: string
  readonly typeCode: string
}

const keyOf = ({ month, placeCode, typeCode }: FigureLine): string => `${month} ${placeCode} ${typeCode}`

/** Changes added up into lines, in the order of their keys, without those that come to nothing. `monthOf` is the month of an instant. Pure. */
export function sumUp(changes: readonly FigureChange[], monthOf: (at: Date) => string, placeLength: number): FigureLine[] {
  const lines = new Map<string, FigureLine>()
  for (const change of changes) {
    const named = { month: monthOf(new Date(change.at)), placeCode: change.placeCode.slice(0, placeLength), typeCode: change.typeCode }
    const key = keyOf({ ...named, ...NONE })
    const line = lines.get(key) ?? { ...named, ...NONE }
    const sums = Object.fromEntries(COUNTED.map((name) => [name, line[name] + change[name]])) as unknown as Counts
    lines.set(key, { ...line, ...sums })
  }
  const kept = [...lines].filter(([, line]) => COUNTED.some((name) => line[name] !== 0))
  return kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line)
}
