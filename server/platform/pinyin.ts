import { customPinyin, pinyin } from 'pinyin-pro'
import type { Pinyin } from '#platform/pinyin-match.ts'

/** Words the dictionary reads otherwise than the field and the city do. */
const READINGS = { 行道树: 'xíng dào shù', 河长: 'hé zhǎng', 湖长: 'hú zhǎng', 网格长: 'wǎng gé zhǎng', 铜都: 'tóng dū', 大城: 'dà chéng' }
customPinyin(READINGS)

/** Names repeat (a version of the catalogue, the places of a city), and their spelling never changes. */
const known = new Map<string, Pinyin>()
const MOST_KNOWN = 50_000

function spell(text: string): Pinyin {
  const written = pinyin(text, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' })
  const syllables = written.flatMap(
    (part) =>
      part
        .normalize('NFKC')
        .toLowerCase()
        .match(/[a-z]+|\d+/g) ?? [],
  )
  return {
    full: syllables.join(' '),
    initials: syllables.map((syllable) => (/\d/.test(syllable) ? syllable : syllable.charAt(0))).join(''),
  }
}

/** The spelling of a Chinese text; ü is v, signs are left out, digits stand as they are. */
export function pinyinOf(text: string): Pinyin {
  const found = known.get(text)
  if (found) return found
  const spelt = spell(text)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(text, spelt)
  return spelt
}
