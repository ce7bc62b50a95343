import { randomFrom } from '#demo/random.ts'

/** Draws of one purpose, always the same for the same seed and key: nothing depends on what was drawn for anything else, or on how often a run was interrupted. */
export interface Dice {
  /** In [0, 1). */
  next(): number
  chance(share: number): boolean
  /** In [least, most). */
  between(least: number, most: number): number
  /** Undefined for an empty list. */
  pick<Item>(items: readonly Item[]): Item | undefined
  /** In proportion to the weights; undefined for an empty list. */
  weighted<Item>(items: readonly Item[], weightOf: (item: Item) => number): Item | undefined
}

/** The dice of a seed and a key such as ('41', 'fate'). */
export function diceOf(seed: number, ...key: readonly (string | number)[]): Dice {
  const next = randomFrom([seed, ...key].join('/'))
  return {
    next,
    chance: (share) => next() < share,
    between: (least, most) => least + next() * (most - least),
    pick: (items) => items[Math.floor(next() * items.length)],
    weighted: (items, weightOf) => weightedItem(items, weightOf, next()),
  }
}

function weightedItem<Item>(items: readonly Item[], weightOf: (item: Item) => number, share: number): Item | undefined {
  let left = share * items.reduce((sum, item) => sum + weightOf(item), 0)
  return items.find((item) => {
    left -= weightOf(item)
    return left < 0
  })
}
