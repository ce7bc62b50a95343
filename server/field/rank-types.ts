/** One case reported before, as far as it says what may be reported next. */
export interface EarlierReport {
  readonly typeCode: string
  /** Metres from here; null when it was not looked at for its place. */
  readonly metres: number | null
  readonly daysAgo: number
  /** The city's hour of the day at which it was reported, 0 to 24. */
  readonly hour: number
  readonly byMe: boolean
}

export interface RankedType {
  readonly typeCode: string
  readonly score: number
  /** How many of each speak for it. */
  readonly near: number
  readonly mine: number
  readonly atThisHour: number
}

export const NEAR_METRES = 500
export const NEAR_DAYS = 90
/** Days after which a report near here, or one of mine, says half as much. */
const [HALF_LIFE_NEAR, HALF_LIFE_MINE] = [30, 7]
/** Hours before and after within which it is the same time of day, and how much more that says. */
const [SAME_HOURS, SAME_HOUR_WEIGHT] = [2, 1.5]
const [WEIGHT_NEAR, WEIGHT_MINE] = [2, 1]

/** Hours between two times of day, the shorter way round the clock. */
export function hoursApart(a: number, b: number): number {
  const apart = Math.abs(a - b) % 24
  return Math.min(apart, 24 - apart)
}

const fading = (days: number, halfLife: number): number => 0.5 ** (Math.max(0, days) / halfLife)

/** What one earlier report says for its type: the nearer and the more recent, the more; mine add to it; the same time of day raises both. */
function weightOf({ metres, daysAgo, byMe, hour }: EarlierReport, hourNow: number): number {
  const near = isNear({ metres, daysAgo }) ? WEIGHT_NEAR * (1 - (metres ?? 0) / (2 * NEAR_METRES)) * fading(daysAgo, HALF_LIFE_NEAR) : 0
  const mine = byMe ? WEIGHT_MINE * fading(daysAgo, HALF_LIFE_MINE) : 0
  return (near + mine) * (hoursApart(hour, hourNow) <= SAME_HOURS ? SAME_HOUR_WEIGHT : 1)
}

const isNear = ({ metres, daysAgo }: Pick<EarlierReport, 'metres' | 'daysAgo'>): boolean =>
  metres !== null && metres <= NEAR_METRES && daysAgo <= NEAR_DAYS

/** Types worth proposing, best first, ties by code. */
export function rankTypes(reports: readonly EarlierReport[], hourNow: number, most: number): RankedType[] {
  const ranked = new Map<string, RankedType>()
  for (const report of reports) {
    const weight = weightOf(report, hourNow)
    if (weight === 0) continue
    const known = ranked.get(report.typeCode) ?? { typeCode: report.typeCode, score: 0, near: 0, mine: 0, atThisHour: 0 }
    ranked.set(report.typeCode, {
      ...known,
      score: known.score + weight,
      near: known.near + (isNear(report) ? 1 : 0),
      mine: known.mine + (report.byMe ? 1 : 0),
      atThisHour: known.atThisHour + (hoursApart(report.hour, hourNow) <= SAME_HOURS ? 1 : 0),
    })
  }
  const order = (a: RankedType, b: RankedType): number => b.score - a.score || (a.typeCode < b.typeCode ? -1 : 1)
  return [...ranked.values()]
    .sort(order)
    .slice(0, most)
    .map((type) => ({ ...type, score: Math.round(type.score * 1000) / 1000 }))
}
