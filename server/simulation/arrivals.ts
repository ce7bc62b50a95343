import type { LocalClock } from '#simulation/local-clock.ts'

const HOUR = 3_600_000

/** How many problems are found in each hour of a working day, relative: patrols keep hours, calls and sensors come at any time. */
const PATROL = [
  0.01, 0.01, 0.01, 0.01, 0.01, 0.02, 0.06, 0.25, 0.8, 1.25, 1.3, 1.0, 0.3, 0.45, 1.05, 1.25, 1.1, 0.7, 0.25, 0.15, 0.1, 0.05, 0.03, 0.02,
]
const CALLS = [0.15, 0.1, 0.08, 0.08, 0.1, 0.2, 0.5, 0.9, 1.2, 1.3, 1.2, 1, 0.8, 0.8, 1, 1.1, 1.1, 1, 1, 1, 0.9, 0.7, 0.5, 0.3]
const WEEKEND = { patrol: 0.45, calls: 0.9 }

/** When a case arrives that stands at `share` (0 to 1) of all those of an interval. */
export type ArrivalAt = (share: number) => Date

interface Slice {
  readonly start: number
  readonly length: number
  /** Share of all arrivals that came before this slice, and that come in it. */
  readonly before: number
  readonly within: number
}

/** Spreads arrivals over an interval by the hours of the day and the days of the week. */
export function arrivals(clock: LocalClock, from: Date, to: Date, profile: 'patrol' | 'calls'): ArrivalAt {
  const hours = profile === 'patrol' ? PATROL : CALLS
  const weightAt = (instant: number): number =>
    (hours[Math.floor(clock.hourOf(instant))] ?? 0) * (clock.isWeekend(instant) ? WEEKEND[profile] : 1)
  const slices = sliced(from.getTime(), to.getTime(), weightAt)
  return (share) => {
    const slice = slices.find(({ before, within }) => share < before + within) ?? slices.at(-1)
    if (slice === undefined) return from
    return new Date(Math.floor(slice.start + ((share - slice.before) / slice.within) * slice.length))
  }
}

function sliced(from: number, to: number, weightAt: (instant: number) => number): Slice[] {
  const starts = Array.from({ length: Math.ceil((to - from) / HOUR) }, (_, index) => from + index * HOUR)
  const pieces = starts.map((start) => {
    const length = Math.min(HOUR, to - start)
    return { start, length, weight: weightAt(start) * length }
  })
  const total = pieces.reduce((sum, { weight }) => sum + weight, 0)
  let before = 0
  return pieces.map(({ start, length, weight }) => {
    const slice = { start, length, before, within: weight / total }
    before += slice.within
    return slice
  })
}
