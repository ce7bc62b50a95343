/** What a page holds after its garbage has been collected. */
export interface Measured {
  readonly hour: number
  /** Bytes. */
  readonly heap: number
  readonly nodes: number
  readonly listeners: number
}

export interface Verdict {
  readonly flat: boolean
  readonly text: string
}

type Figure = 'heap' | 'nodes' | 'listeners'
/** How much more the last third may hold than the third after the start, as a share of it, before it counts as growth. */
const TOLERANCE: Readonly<Record<Figure, number>> = { heap: 0.05, nodes: 0.05, listeners: 0.02 }

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Compares the middle third with the last: the first warms up, and a leak grows without end. Throws with fewer than six measurements. */
export function judge(measured: readonly Measured[]): Verdict {
  if (measured.length < 6) throw new Error('too short to tell: measure at least five hours')
  const third = Math.floor(measured.length / 3)
  const [before, after] = [measured.slice(third, 2 * third), measured.slice(-third)]
  const growth = (figure: Figure): number => {
    const earlier = median(before.map((each) => each[figure]))
    return earlier === 0 ? 0 : median(after.map((each) => each[figure])) / earlier - 1
  }
  const figures = ['heap', 'nodes', 'listeners'] as const
  const flat = figures.every((figure) => growth(figure) <= TOLERANCE[figure])
  const told = figures.map((figure) => `${figure} ${(100 * growth(figure)).toFixed(1)} %`).join(', ')
  return { flat, text: `${flat ? 'flat' : 'not flat'}: last third against the one before: ${told}` }
}
