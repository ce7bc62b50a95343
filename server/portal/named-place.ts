/** A division by name, as addresses speak of it. */
export interface NamedDivision {
  readonly level: 'district' | 'street' | 'community'
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
 * The division an address in words means: from the widest it names down to the narrowest inside that. A name without its ending (人民 of
 * 人民社区, which is also in 人民路) counts only inside a place that is named. Where several of one width fit, the one that holds another named place is meant; else
 * the way down ends above them. A narrow name that lies elsewhere counts less than the wider one. Null when nothing is named.
 */
export function namedPlace(address: string, divisions: readonly NamedDivision[]): NamedDivision | null {
  const spoken = divisions.filter(({ name }) => address.includes(bareOf(name)))
  const lies = (inner: NamedDivision, outer: NamedDivision | null): boolean => outer === null || inner.code.startsWith(outer.code)
  let found: NamedDivision | null = null
  for (const width of [...new Set(spoken.map(({ code }) => code.length))].toSorted((a, b) => a - b)) {
    const around: NamedDivision | null = found
    const fitting: NamedDivision[] = spoken.filter(
      (each) => each.code.length === width && lies(each, around) && (around !== null || address.includes(each.name)),
    )
    const holding: NamedDivision[] = fitting.filter((each) => spoken.some((inner) => inner !== each && lies(inner, each)))
    const [meant, ...others] = fitting.length > 1 ? holding : fitting
    if (fitting.length > 0 && (!meant || others.length > 0)) return around
    found = meant ?? around
  }
  return found
}
