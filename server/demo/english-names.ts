import { pinyinOf } from '#platform/pinyin.ts'

/** What a place's name ends with, and how English says it. The longer ending comes first. */
const KINDS: readonly (readonly [ending: RegExp, english: string])[] = [
  [/(社区)?(居民委员会|居委会)$/, 'Community'],
  [/村?(村民委员会|村委会)$/, 'Village'],
  [/社区$/, 'Community'],
  [/村$/, 'Village'],
  [/街道$/, 'Subdistrict'],
  [/民族乡$/, 'Ethnic Township'],
  [/镇$/, 'Town'],
  [/乡$/, 'Township'],
]

/** Zones that count as streets, whose names say more than syllables would. */
const ZONES: Readonly<Record<string, string>> = {
  昆明国家高新技术产业开发区: 'Kunming National High-tech Industrial Development Zone',
  昆明经济技术开发区: 'Kunming Economic and Technological Development Zone',
  昆明滇池国家旅游度假区: 'Kunming Dianchi National Tourist Resort',
  昆明阳宗海风景名胜区: 'Kunming Yangzonghai Scenic Area',
  嵩明杨林经济技术开发区: 'Songming Yanglin Economic and Technological Development Zone',
  云南省嵩明职业教育基地: 'Songming Vocational Education Base',
  云南省花卉示范园区: 'Yunnan Flower Demonstration Park',
  禄劝工业园区: 'Luquan Industrial Park',
  昆明倘甸产业园区轿子山旅游开发区: 'Tangdian Industrial Park and Jiaozishan Tourist Zone',
  云南省花卉示范园区虚拟生活区: 'Yunnan Flower Demonstration Park Residential Area',
}

/** One word: the syllables together, with an apostrophe where one begins with a vowel (GB/T 28039, names as GB/T 16159 spells them). */
function romanised(name: string): string {
  const [first = '', ...rest] = pinyinOf(name).full.split(' ')
  const word = [first, ...rest.map((syllable) => (/^[aeo]/.test(syllable) ? `'${syllable}` : syllable))].join('')
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** The English name of a street or community that has none of its own: 官渡街道 is Guandu Subdistrict, 白邑村委会 Baiyi Village. */
export function englishPlaceName(name: string): string {
  const zone = ZONES[name]
  if (zone) return zone
  const kind = KINDS.find(([ending]) => ending.test(name))
  if (!kind) return romanised(name)
  return `${romanised(name.replace(kind[0], ''))} ${kind[1]}`
}
