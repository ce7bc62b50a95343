/** Even cells inside a region: the management grids of a community, and the unit grids of a management grid. */

import { randomFrom } from '#demo/random.ts'
import type { Polygon } from './lattice.ts'
import type { Partition } from './partition.ts'
import { partition } from './partition.ts'
import { sampleRegion } from './sample-points.ts'
import { spreadSites } from './spread-sites.ts'

/**
 * Divide a region into even cells, fixed by the seed text.
 * @throws when five choices of sites all failed (see partition).
 */
export function divideEvenly(region: readonly Polygon[], count: number, seed: string, attempt = 1): Partition {
  const random = randomFrom(`${seed} attempt ${attempt}`)
  const sites = spreadSites(sampleRegion(region, Math.max(count * 60, 200), random), count, 4, random)
  try {
    return partition(region, sites)
  } catch (error) {
    if (attempt === 5) throw error
    return divideEvenly(region, count, seed, attempt + 1)
  }
}
