/** Sites spread over sample points: seeded choice, then rounds of moving each site to the middle of the samples nearest to it (Lloyd). */
import { Delaunay } from 'd3-delaunay'
import type { Random } from '#demo/random.ts'
import type { Point } from './lattice.ts'

/**
 * Choose sites for the samples. Where samples are dense, sites are dense.
 * @param rounds rounds of relaxation: more rounds give rounder cells of more equal weight.
 */
export function spreadSites(samples: readonly Point[], count: number, rounds: number, random: Random): Point[] {
  let sites = firstSites(samples, count, random)
  for (let round = 0; round < rounds; round++) sites = relax(samples, sites)
  return sites
}

function firstSites(samples: readonly Point[], count: number, random: Random): Point[] {
  const chosen = new Set<number>()
  while (chosen.size < count) chosen.add(Math.floor(random() * samples.length))
  return [...chosen].map((index) => samples[index] ?? [0, 0])
}

function relax(samples: readonly Point[], sites: Point[]): Point[] {
  const delaunay = Delaunay.from(sites)
  const sums = sites.map(() => ({ x: 0, y: 0, count: 0 }))
  let nearest = 0
  for (const [x, y] of samples) {
    nearest = delaunay.find(x, y, nearest)
    const sum = sums[nearest]
    if (!sum) continue
    sum.x += x
    sum.y += y
    sum.count += 1
  }
  return sites.map((site, index) => {
    const sum = sums[index]
    return sum && sum.count > 0 ? [sum.x / sum.count, sum.y / sum.count] : site
  })
}
