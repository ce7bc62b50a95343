import { drawer, type Random } from '#demo/random.ts'
import { readNameParts } from '#demo/read-lists.ts'

/**
 * Names of people: a common surname and two given-name characters out of two short lists of words for plants, water and weather, chosen
 * so that the result is plainly everyday and no particular person is meant.
 */
export function personNames(random: Random): () => string {
  const parts = readNameParts()
  const [surname, first, second] = [
    drawer(parts('surname'), random),
    drawer(parts('given-first'), random),
    drawer(parts('given-second'), random),
  ]
  return () => `${surname()}${first()}${second()}`
}

/** Names of shops: a word of good omen and a trade. */
export function shopNames(random: Random): () => string {
  const parts = readNameParts()
  const [word, trade] = [drawer(parts('shop-word'), random), drawer(parts('shop-trade'), random)]
  return () => `${word()}${trade()}`
}
