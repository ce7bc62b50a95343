/** Pseudo-random numbers from a seed (mulberry32), so that a run can be had again. */
export interface Random {
  /** A whole number from 0 to below `below`. */
  below(below: number): number
  pick<T>(list: readonly T[]): T
  chance(share: number): boolean
}

const STEP = 0x6d2b79f5

export function makeRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + STEP) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    chance: (share) => next() < share,
    pick: <T>(list: readonly T[]): T => {
      const found = list[below(list.length)]
      if (found === undefined) throw new Error('there is nothing to pick from')
      return found
    },
  }
}

/** The seed of a run: WANGGE_FUZZ_SEED, or the one given, or another each time. */
export const seedOfRun = (usual?: number): number => Number(process.env.WANGGE_FUZZ_SEED ?? usual ?? Math.floor(Math.random() * 2 ** 31))
