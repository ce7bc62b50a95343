/** Why two reports may be one problem: each part from 0 (no) to 1 (the same). Pure; shown to people as reasons, never decided on alone. */
export interface Likeness {
  readonly score: number
  readonly place: number
  readonly type: number
  readonly time: number
  readonly text: number
}
export interface Compared {
  readonly typeCode: string | null
  readonly reportedAt: Date
  readonly grams: readonly string[]
}

const WEIGHTS = { place: 0.35, type: 0.35, time: 0.1, text: 0.2 } as const
const DAY = 86_400_000

/** Same item 1, same class (C01…) 0.5, unknown on one side 0.5, else 0. */
function typeLikeness(a: string | null, b: string | null): number {
  if (a === null || b === null) return 0.5
  if (a === b) return 1
  return a.slice(0, 3) === b.slice(0, 3) ? 0.5 : 0
}

/** Share of the shorter text's pairs of characters that the other text holds too (overlap coefficient). */
function textLikeness(a: readonly string[], b: readonly string[]): number {
  const [short, long] = a.length <= b.length ? [a, new Set(b)] : [b, new Set(a)]
  return short.length === 0 ? 0 : short.filter((gram) => long.has(gram)).length / short.length
}

/** How alike a new report and a known case are; `metres` apart, of at most `radius`, within `days`. */
export function likeness(report: Compared, known: Compared, metres: number, radius: number, days: number): Likeness {
  const place = Math.max(0, 1 - metres / radius)
  const type = typeLikeness(report.typeCode, known.typeCode)
  const time = Math.max(0, 1 - Math.abs(report.reportedAt.getTime() - known.reportedAt.getTime()) / (days * DAY))
  const text = textLikeness(report.grams, known.grams)
  const score = place * WEIGHTS.place + type * WEIGHTS.type + time * WEIGHTS.time + text * WEIGHTS.text
  return { score, place, type, time, text }
}
