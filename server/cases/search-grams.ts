/**
 * Chinese has no spaces, and the terms people type have two characters: every text is indexed by its overlapping pairs of characters.
 * Pairs never span what separates words; Latin letters are compared without case, full-width forms as their half-width ones.
 */
const WORDS = /[\p{L}\p{N}]+/gu

/** One spelling for what is stored and what is asked. */
export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase()

/** The words of a query, each of which must be found; empty when there is nothing to search for. */
export const wordsOf = (text: string): string[] => foldText(text).match(WORDS) ?? []

const pairsOf = (word: string): string[] => {
  const characters = [...word]
  return characters.length < 2 ? characters : characters.slice(1).map((character, index) => characters[index] + character)
}

/** The pairs a query narrows the search by: a lone character is no pair, and it may stand inside any. */
export const pairsAsked = (text: string): string[] => [
  ...new Set(
    wordsOf(text)
      .filter((word) => [...word].length > 1)
      .flatMap(pairsOf),
  ),
]

/** The pairs (and lone characters) a text is found by, without repeats. */
export const gramsOf = (...texts: readonly (string | null)[]): string[] => [
  ...new Set(texts.flatMap((text) => wordsOf(text ?? '').flatMap(pairsOf))),
]
