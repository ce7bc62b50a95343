/** How many management grids each community gets. */

/** A community's code and its estimated number of people. */
export type Share = { readonly code: string; readonly people: number }

/**
 * Share a number of grids among communities: one for each, the rest by people, largest remainders first, ties by code.
 * @throws when there are fewer grids than communities.
 */
export function allocateGrids(shares: readonly Share[], total: number): Map<string, number> {
  const rest = total - shares.length
  if (rest < 0) throw new Error('fewer grids than communities')
  const people = shares.reduce((sum, share) => sum + share.people, 0)
  const exact = shares.map((share) => ({ code: share.code, quota: (share.people / people) * rest }))
  const counts = new Map(exact.map(({ code, quota }) => [code, 1 + Math.floor(quota)]))
  const left = total - [...counts.values()].reduce((sum, count) => sum + count, 0)
  const byRemainder = exact.toSorted((a, b) => (b.quota % 1) - (a.quota % 1) || (a.code < b.code ? -1 : 1))
  for (const { code } of byRemainder.slice(0, left)) counts.set(code, (counts.get(code) ?? 0) + 1)
  return counts
}

/**
 * A plausible number of people: dense in the core and thinning outwards over about 5 km, between 1,500 and 16,000 for one community.
 * @param area square kilometres
 * @param fromCore kilometres from the middle of the city's core
 */
export function estimatePeople(area: number, fromCore: number): number {
  const density = 22_000 * Math.exp(-fromCore / 5) + 300
  return Math.min(16_000, Math.max(1_500, area * density))
}
