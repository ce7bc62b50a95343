import type { Likeness } from '#cases/likeness.ts'
import type { Bilingual } from '#platform/problem.ts'

/** Why two reports may be one problem. */
export const LIKENESS_WORDS: Readonly<Record<Exclude<keyof Likeness, 'score'>, Bilingual>> = {
  place: { zh: '位置接近', en: 'close by' },
  type: { zh: '类型相同或相近', en: 'of the same or a similar type' },
  time: { zh: '时间接近', en: 'reported about the same time' },
  text: { zh: '描述相似', en: 'described alike' },
}
