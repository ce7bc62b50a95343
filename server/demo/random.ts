/** Numbers in [0, 1), fixed by a seed text: the same demo city on every machine (mulberry32 over an FNV-1a hash of the text). */
export type Random = () => number

/** The generator of a seed text. */
export function randomFrom(seed: string): Random {
  let state = 2166136261
  for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16777619)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export interface Weighted<T> {
  readonly value: T
  readonly weight: number
}

/** Draws from a list in proportion to the weights. Throws RangeError when the list is empty. */
export function drawer<T>(choices: readonly Weighted<T>[], random: Random): () => T {
  const upTo: number[] = []
  let total = 0
  for (const { weight } of choices) {
    total += weight
    upTo.push(total)
  }
  return () => {
    const at = random() * total
    const chosen = choices[upTo.findIndex((end) => at < end)]
    if (chosen === undefined) throw new RangeError('nothing to draw from')
    return chosen.value
  }
}

/** Draws from a list, each entry as likely as the next. */
export const evenDrawer = <T>(choices: readonly T[], random: Random): (() => T) =>
  drawer(
    choices.map((value) => ({ value, weight: 1 })),
    random,
  )
