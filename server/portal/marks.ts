import type { Bilingual } from '#platform/problem.ts'

/** What the centre should know before it trusts a report. It never holds a report back: whom a rule takes for a machine may be a street full of people. */
export const MARKS = ['burst', 'place_from_address'] as const
export type Mark = (typeof MARKS)[number]

export const MARK_WORDS: Readonly<Record<Mark, Bilingual>> = {
  burst: { zh: '同一地点短时间内有多件网上上报', en: 'many reports from the portal came of this place within minutes' },
  place_from_address: {
    zh: '位置由地址文字推定，只准到片区',
    en: 'the place was worked out from the words of the address and is only roughly right',
  },
}

/** A burst: this many reports without an account within so many minutes and metres, the new one included. */
export const BURST = { reports: 5, minutes: 10, metres: 150 } as const

/** The marks of a new report; `near` counts the earlier ones of the last minutes around it. */
export function marksOf({ near, fromAddress }: { readonly near: number; readonly fromAddress: boolean }): Mark[] {
  return [...(near + 1 >= BURST.reports ? (['burst'] as const) : []), ...(fromAddress ? (['place_from_address'] as const) : [])]
}
