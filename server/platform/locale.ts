export type Locale = 'zh' | 'en'

const weighed = (part: string): { tag: string; weight: number } => {
  const [tag = '', ...rest] = part.trim().toLowerCase().split(';')
  const weight = rest.map((each) => each.trim()).find((each) => each.startsWith('q='))
  return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight.slice(2)) }
}

/** The first language of an Accept-Language header (RFC 9110 §12.5.4) that we speak; undefined when it names neither. */
export function localeOf(header: string | undefined): Locale | undefined {
  const wanted = (header ?? '')
    .split(',')
    .map(weighed)
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  const found = wanted.find(({ tag }) => /^(zh|en)(-|$)/.test(tag))
  return found && (found.tag.startsWith('zh') ? 'zh' : 'en')
}
