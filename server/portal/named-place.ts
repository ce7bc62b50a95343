/** A division by name, as addresses speak of it. */
export interface NamedDivision {
  readonly level: 'district' | 'street' | 'community'
  readonly code: string
  readonly name: string
}

/** How the body of a community is named in registers, and what people call the place itself. */
const BODY = /(社区|村)?(居民委员会|村民委员会|居委会|村委会)$/
/** A division's name as people say it: 双桥社区 for 双桥社区居民委员会. */
export const spokenName = (name: string): string =>
  name.replace(BODY, (body) => (body.includes('社区') ? '社区' : body.startsWith('村') ? '村' : ''))
/** What people say behind a name, or leave out. */
const ENDING = /(街道办事处|街道|社区|村|镇|乡|区|县|市)$/
/** Behind a name it makes another thing of it: 双桥路 may lie anywhere, 官渡区 is not 官渡街道. */
const OTHER_THING = /^(路|街|巷|大道|桥|站|村|区|县|市|镇|乡)/

/** Whether an address holds the whole name of a place, or its name without the ending, as nothing else's. */
function mention(address: string, { name }: NamedDivision): 'whole' | 'bare' | null {
  const spoken = spokenName(name)
  if (address.includes(spoken)) return 'whole'
  const bare = spoken.replace(ENDING, '')
  const behind = bare.length >= 2 ? address.split(bare).slice(1) : []
  return behind.some((rest) => !OTHER_THING.test(rest)) ? 'bare' : null
}

/**
 * The division an address in words means: from the widest it names down to the narrowest inside that. A name without its ending (双桥 of 双桥社区) counts
 * only inside a place that is named, and less than a whole one. Where several of one width fit, the one that holds another named place is meant; else
 * the way down ends above them. A narrow name that lies elsewhere counts less than the wider one. Null when nothing is named.
 */
export function namedPlace(address: string, divisions: readonly NamedDivision[]): NamedDivision | null {
  const mentions = new Map(divisions.map((each) => [each, mention(address, each)] as const).filter(([, how]) => how !== null))
  const lies = (inner: NamedDivision, outer: NamedDivision | null): boolean => outer === null || inner.code.startsWith(outer.code)
  let found: NamedDivision | null = null
  for (const width of [...new Set([...mentions.keys()].map(({ code }) => code.length))].toSorted((a, b) => a - b)) {
    const around: NamedDivision | null = found
    const fitting: NamedDivision[] = [...mentions.keys()].filter((each) => each.code.length === width && lies(each, around))
    const whole: NamedDivision[] = fitting.filter((each) => mentions.get(each) === 'whole')
    const meant: NamedDivision[] = whole.length > 0 ? whole : around === null ? [] : fitting
    const holding: NamedDivision[] = meant.filter((each) => [...mentions.keys()].some((inner) => inner !== each && lies(inner, each)))
    const [one, ...others] = meant.length > 1 ? holding : meant
    if (meant.length > 0 && (!one || others.length > 0)) return around
    found = one ?? around
  }
  return found
}
