import type { MessageFacts, TypeCount } from '#messages/facts.ts'
import type { CountedType } from '#messages/queries-digest.ts'
import type { Bilingual } from '#platform/problem.ts'

const NO_TYPE: Bilingual = { zh: '尚未定类', en: 'not yet classified' }
const OTHERS: Bilingual = { zh: '其他', en: 'others' }
/** Types named; the rest are counted together. */
const MOST_NAMED = 10

const countOf = ({ typeCode, name, nameEn, reported, closed }: CountedType): TypeCount => ({
  type: typeCode === null || name === null ? NO_TYPE : { zh: name, en: nameEn ?? name },
  reported,
  closed,
})

const sum = (counts: readonly TypeCount[], of: 'reported' | 'closed'): number => counts.reduce((total, each) => total + each[of], 0)

/** What subscribers of an area hear of a day; null when nothing happened that they may hear of. `isHidden` says which types nobody outside is shown. */
export function digestFacts(
  rows: readonly CountedType[],
  isHidden: (typeCode: string) => boolean,
  area: Bilingual,
  at: Date,
): MessageFacts | null {
  const counts = rows.filter(({ typeCode }) => typeCode === null || !isHidden(typeCode)).map(countOf)
  if (counts.length === 0) return null
  const rest = counts.slice(MOST_NAMED)
  const others = rest.length === 0 ? [] : [{ type: OTHERS, reported: sum(rest, 'reported'), closed: sum(rest, 'closed') }]
  return {
    area,
    at: at.toISOString(),
    reported: sum(counts, 'reported'),
    closed: sum(counts, 'closed'),
    counts: [...counts.slice(0, MOST_NAMED), ...others],
  }
}
