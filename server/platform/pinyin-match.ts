/** How Chinese is spelt in Latin letters: syllables without tones, spaces between them ('jing gai'); and their first letters ('jg'). */
export interface Pinyin {
  readonly full: string
  readonly initials: string
}

/** One spelling for what is stored and what is asked: half-width, lower case. */
export const foldName = (text: string): string => text.normalize('NFKC').toLowerCase().trim()

const LETTERS = /^[a-z]+$/

/** Whether letters spell the syllables from `start` on, each by any beginning of it: 'jgais' is jing gai shi. */
function spells(syllables: readonly string[], start: number, asked: string): boolean {
  if (asked === '') return true
  const syllable = syllables[start]
  if (syllable === undefined) return false
  for (let length = Math.min(syllable.length, asked.length); length > 0; length -= 1)
    if (syllable.startsWith(asked.slice(0, length)) && spells(syllables, start + 1, asked.slice(length))) return true
  return false
}

/**
 * How well Latin letters stand for a Chinese name: 0 not at all, up to 100 for the whole of it; the whole before a beginning, syllables written out
 * before initials, the beginning of the name before the middle. Never part of a syllable's inside.
 */
export function pinyinScore({ full, initials }: Pinyin, asked: string): number {
  if (!LETTERS.test(asked) || !initials.includes(asked.charAt(0))) return 0
  const joined = full.replaceAll(' ', '')
  if (joined === asked) return 100
  if (initials === asked) return 95
  if (joined.startsWith(asked)) return 85
  if (initials.startsWith(asked)) return 80
  const syllables = full.split(' ')
  const from = syllables.findIndex((_, start) => spells(syllables, start, asked))
  if (from < 0) return 0
  return from === 0 ? 70 : 40
}

/** How well a word stands for a name: the name itself, its beginning, a part of it, or how it is spelt. 0 to 120. */
export function nameScore(name: string, pinyin: Pinyin, word: string): number {
  const folded = foldName(name)
  if (folded === word) return 120
  if (folded.startsWith(word)) return 100
  return folded.includes(word) ? 90 : pinyinScore(pinyin, word)
}
