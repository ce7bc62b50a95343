import type { Bilingual } from '#platform/problem.ts'

/** An everyday topic in plain words and the types of the catalogue it may turn out to be, the likeliest first. */
export interface Topic {
  readonly code: string
  readonly pictogram: string
  readonly name: Bilingual
  readonly hint: Bilingual
  readonly types: readonly string[]
  readonly words: readonly string[]
}

/** The topic for everything that fits nowhere. */
export const OTHER = 'other'
const MOST_PROPOSED = 3
const MOST_PIECES = 120

/** The topic a type belongs to. */
export const topicOf = (typeCode: string, topics: readonly Topic[]): string =>
  topics.find(({ types }) => types.includes(typeCode))?.code ?? OTHER

/** Chinese is written without gaps: pieces of two to four characters of a sentence, whole words of other writing; at most 120. */
export function piecesOf(text: string): string[] {
  const runs = text.toLowerCase().match(/\p{Script=Han}+|[a-z]{3,}/gu) ?? []
  const pieces = runs.flatMap((run) => {
    if (!/\p{Script=Han}/u.test(run)) return [run]
    return [4, 3, 2].flatMap((size) => Array.from({ length: Math.max(0, run.length - size + 1) }, (_, at) => run.slice(at, at + size)))
  })
  return [...new Set(pieces)].slice(0, MOST_PIECES)
}

/** What a text says, without the ending of an English plural. */
const holds = (text: string, word: string): boolean =>
  /\p{Script=Han}/u.test(word) ? text.includes(word) : new RegExp(`\\b${word}(s|es)?\\b`).test(text)

/**
 * The topics a text is likely about, best first, at most three: by the words people use for them, longer ones counting more, and by the types a
 * search of the catalogue found for its pieces (`found`: piece and the codes found by it).
 */
export function proposeTopics(topics: readonly Topic[], text: string, found: readonly (readonly [string, readonly string[]])[]): string[] {
  const folded = text.toLowerCase()
  const score = (topic: Topic): number => {
    const said = topic.words.filter((word) => holds(folded, word)).reduce((sum, word) => sum + 2 * word.length, 0)
    const known = found
      .filter(([, codes]) => codes.some((code) => topic.types.includes(code)))
      .reduce((sum, [piece]) => sum + piece.length, 0)
    return said + known
  }
  return topics
    .map((topic) => ({ code: topic.code, score: topic.code === OTHER ? 0 : score(topic) }))
    .filter((each) => each.score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MOST_PROPOSED)
    .map(({ code }) => code)
}
