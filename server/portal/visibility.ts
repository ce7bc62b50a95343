export const SHOWN = ['exact', 'blurred', 'never'] as const
/** How the public sees where a case is: as it is, as the middle of its cell, or not at all. */
export type Shown = (typeof SHOWN)[number]

export interface VisibilityRule {
  readonly prefix: string
  readonly shown: Shown
}

/** How cases of a type are shown: by the longest prefix that fits. What nobody has thought of is blurred. */
export function shownOf(typeCode: string, rules: readonly VisibilityRule[]): Shown {
  const fitting = rules.filter(({ prefix }) => typeCode.startsWith(prefix)).toSorted((a, b) => b.prefix.length - a.prefix.length)
  return fitting[0]?.shown ?? 'blurred'
}

/** The rules of a city: with `privateTypes` its own prefixes are never shown in place of the shipped ones, which are then blurred. */
export function cityRules(rules: readonly VisibilityRule[], privateTypes: readonly string[] | null): readonly VisibilityRule[] {
  if (privateTypes === null) return rules
  const opened = rules.map((rule) => (rule.shown === 'never' ? { ...rule, shown: 'blurred' as const } : rule))
  const own = privateTypes.map((prefix) => ({ prefix, shown: 'never' as const }))
  return [...own, ...opened.filter(({ prefix }) => !privateTypes.some((each) => prefix.startsWith(each)))]
}

/** Prefixes of the types that are never shown, for a statement. */
export const neverShown = (rules: readonly VisibilityRule[]): string[] =>
  rules.filter(({ shown }) => shown === 'never').map(({ prefix }) => prefix)
