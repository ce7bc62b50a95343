/** What a rule looks at in a type. */
export interface RuledType {
  readonly code: string
  readonly domain: string
  readonly kind: string
  readonly classCode: string
}

/** Of which types a rule speaks, and when it is tried. */
export interface RuleScope {
  readonly number: number
  readonly domain: string | null
  readonly kind: string | null
  readonly classCode: string | null
  readonly typeCode: string | null
}

/**
 * The rules that speak of a type, in the order they are tried (by number). An empty field of a rule matches everything.
 * Shipped data put components to their owner first and then to the territory (部件先属主后属地), events the other way (事件先属地后属主).
 */
export function matchingRules<Rule extends RuleScope>(rules: readonly Rule[], type: RuledType): Rule[] {
  return rules.filter((rule) => matches(rule, type)).sort((a, b) => a.number - b.number)
}

function matches(rule: RuleScope, type: RuledType): boolean {
  return (
    agrees(rule.domain, type.domain) &&
    agrees(rule.kind, type.kind) &&
    agrees(rule.classCode, type.classCode) &&
    agrees(rule.typeCode, type.code)
  )
}

function agrees(asked: string | null, found: string): boolean {
  return asked === null || asked === found
}
