/**
 * Chinese has no spaces, and the terms people type have two characters: every text is indexed by its overlapping pairs of characters.
 * Pairs never span what separates words; Latin letters are compared without case, full-width forms as their half-width ones.
 */
const WORDS = /[\p{L}\p{N}]+/gu

const wordsOf = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(WORDS) ?? []

const pairsOf = (word: string): string[] => {
  const characters = [...word]
  return characters.length < 2 ? characters : characters.slice(1).map((character, index) => characters[index] + character)
}

/** The pairs (and lone characters) a text is found by, without repeats. */
export const gramsOf = (...texts: readonly (string | null)[]): string[] => [...new Set(texts.flatMap((text) => wordsOf(text ?? '').flatMap(pairsOf)))]

/** The pairs every match of a query must contain; empty when the query holds nothing that can be searched. */
export const queryGrams = (query: string): string[] => gramsOf(query)
