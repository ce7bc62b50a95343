/** The value below which a share of the figures lies; NaN of none. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export interface CallFigures {
  readonly call: string
  readonly count: number
  /** ms. */
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

export const callFigures = (times: ReadonlyMap<string, readonly number[]>): CallFigures[] =>
  [...times].map(([call, list]) => ({
    call,
    count: list.length,
    p50: quantile(list, 0.5),
    p95: quantile(list, 0.95),
    p99: quantile(list, 0.99),
  }))
