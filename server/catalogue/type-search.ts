import { foldName, nameScore, type Pinyin, pinyinScore } from '#platform/pinyin-match.ts'

/** What a problem type is found by. Conditions need not be there; with them a type is also found by the words of what is filed. */
export interface SoughtType {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly className: string
  readonly pinyin: Pinyin
  readonly conditions?: readonly { readonly filing: string }[]
}

/** 'E0110' by 'e0110', its beginning, or its digits alone. */
function codeScore(code: string, word: string): number {
  const folded = code.toLowerCase()
  if (folded === word) return 120
  if (folded.startsWith(word) && /\d/.test(word)) return 100
  return word.length > 1 && /^\d+$/.test(word) && folded.slice(1).startsWith(word) ? 90 : 0
}

/** At the beginning of a word of the English name: 'tree' does not find a street. */
function englishScore(nameEn: string, word: string): number {
  const name = nameEn.toLowerCase()
  if (word.length < 2) return 0
  if (name.startsWith(word)) return 75
  return name.includes(` ${word}`) || name.includes(`(${word}`) ? 60 : 0
}

const inConditions = ({ conditions = [] }: SoughtType, word: string): boolean =>
  word.length > 1 && conditions.some(({ filing }) => foldName(filing).includes(word))

function wordScore(type: SoughtType, word: string): number {
  const best = Math.max(codeScore(type.code, word), nameScore(type.name, type.pinyin, word), englishScore(type.nameEn, word))
  if (best > 0) return best
  if (type.className.includes(word)) return 30
  return inConditions(type, word) ? 10 : 0
}

/** Every word must find something; letters in several words are also tried as one spelling ('jing gai'). */
function scoreOf(type: SoughtType, words: readonly string[]): number {
  const scores = words.map((word) => wordScore(type, word))
  const apart = scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0) / words.length
  return Math.max(apart, words.length > 1 ? pinyinScore(type.pinyin, words.join('')) : 0)
}

/**
 * The types a query finds, best first: by code, Chinese name or part of it, spelling in full or by initials, English words, name of the class, words of
 * the filing conditions. All of them in their own order when the query is empty. Pure: the search of the server and the picker of the web are this function.
 */
export function rankTypes<Type extends SoughtType>(types: readonly Type[], query: string): Type[] {
  const words = foldName(query)
    .split(/[\s']+/)
    .filter(Boolean)
  if (words.length === 0) return [...types]
  return types
    .map((type) => ({ type, score: scoreOf(type, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.type.name.length - b.type.name.length || (a.type.code < b.type.code ? -1 : 1))
    .map(({ type }) => type)
}
