/** A division by name, as addresses speak of it. */
export interface NamedDivision {
  readonly code: string
  readonly name: string
}

/** What people say behind a name, or leave out. */
const ENDING = /(街道办事处|街道|社区居委会|社区|村委会|镇|乡|区|县|市)$/
const bareOf = (name: string): string => {
  const bare = name.replace(ENDING, '')
  return bare.length >= 2 ? bare : name
}

/**
 * The division an address in words means: the narrowest it speaks of, those first whose wider places it names as well; a name without its ending
 * (人民 of 人民社区, which is also in 人民路) counts only inside a place that is named. Of two that fit equally well neither is meant, but the narrowest
 * named place that both lie in. Null when there is none.
 */
export function namedPlace(address: string, divisions: readonly NamedDivision[]): NamedDivision | null {
  const spoken = divisions.filter(({ name }) => address.includes(bareOf(name)))
  const ranked = spoken
    .map((division) => ({ division, above: spoken.filter(({ code }) => code !== division.code && division.code.startsWith(code)).length }))
    .filter(({ division, above }) => above > 0 || address.includes(division.name))
    .toSorted((a, b) => b.above - a.above || b.division.code.length - a.division.code.length)
  const [first] = ranked
  if (!first) return null
  const rivals = ranked.filter(({ division, above }) => above === first.above && division.code.length === first.division.code.length)
  if (rivals.length === 1) return first.division
  const common = spoken.filter(({ code }) => rivals.every(({ division }) => division.code.startsWith(code)))
  return common.toSorted((a, b) => b.code.length - a.code.length)[0] ?? null
}
