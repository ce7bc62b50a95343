import { pinyinOf } from '#platform/pinyin.ts'

/** What a place's name ends with, and how English says it. The longer ending comes first. */
const KINDS: readonly (readonly [ending: RegExp, english: string])[] = [
  [/(社区)?(居民委员会|居委会)$/, 'Community'],
  [/村?(村民委员会|村委会)$/, 'Village'],
  [/经济技术开发区$/, 'Economic and Technological Development Zone'],
  [/开发区$/, 'Development Zone'],
  [/社区$/, 'Community'],
  [/村$/, 'Village'],
  [/街道$/, 'Subdistrict'],
  [/民族乡$/, 'Ethnic Township'],
  [/镇$/, 'Town'],
  [/乡$/, 'Township'],
]

/** One word: the syllables together, with an apostrophe where one begins with a vowel (GB/T 28039, names as GB/T 16159 spells them). */
function romanised(name: string): string {
  const [first = '', ...rest] = pinyinOf(name).full.split(' ')
  const word = [first, ...rest.map((syllable) => (/^[aeo]/.test(syllable) ? `'${syllable}` : syllable))].join('')
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** The English name of a street or community that has none of its own: 官渡街道 is Guandu Subdistrict, 白邑村委会 Baiyi Village. */
export function englishPlaceName(name: string): string {
  const kind = KINDS.find(([ending]) => ending.test(name))
  if (!kind) return romanised(name)
  return `${romanised(name.replace(kind[0], ''))} ${kind[1]}`
}
