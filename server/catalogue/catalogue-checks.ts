import type { Bilingual } from '#platform/problem.ts'
import { matchingRules } from './responsibility.ts'
import type { CatalogueContent, ConditionEntry, RuleEntry, TypeEntry } from './tables.ts'
import { codeOf } from './type-code.ts'
import { conditionKey } from './version-difference.ts'

export type FlawRule =
  | 'code_mismatch'
  | 'unknown_type'
  | 'unknown_class'
  | 'unknown_duty'
  | 'no_duty'
  | 'no_level'
  | 'duplicate'
  | 'no_condition'
  | 'no_rule'
  | 'empty'

/** A rule of the catalogue that an entry breaks. `index` is the entry's place in its list, `field` the column at fault, `key` how people name the entry. */
export interface Flaw extends Bilingual {
  readonly rule: FlawRule
  readonly part: 'types' | 'conditions' | 'rules'
  readonly index: number
  readonly key: string
  readonly field: string
  readonly value: string
}

/** Every flaw of single entries and of their relations; `duties` are the duty codes a rule may name. A version with none of these and no gaps may be approved. */
export function findFlaws(content: CatalogueContent, duties: ReadonlySet<string>): Flaw[] {
  const codes = new Set(content.types.map(({ code }) => code))
  const classes = new Set(content.types.map(({ classCode }) => classCode))
  return [
    ...content.types.flatMap((type, index) => typeFlaws(type, index)),
    ...repeated('types', content.types, ({ code }) => code, 'code'),
    ...content.conditions.flatMap((condition, index) => conditionFlaws(condition, index, codes)),
    ...repeated('conditions', content.conditions, conditionKey, 'number'),
    ...content.rules.flatMap((rule, index) => ruleFlaws(rule, index, codes, classes, duties)),
    ...repeated('rules', content.rules, ({ number }) => String(number), 'number'),
  ]
}

const EMPTY: Flaw = {
  rule: 'empty',
  part: 'types',
  index: 0,
  key: '',
  field: 'code',
  value: '',
  zh: '目录没有任何问题类型',
  en: 'the catalogue has no problem type',
}

/** What is missing in the whole: any type at all, types without a filing condition, and types no responsibility rule speaks of. */
export function findGaps(content: CatalogueContent): Flaw[] {
  if (content.types.length === 0) return [EMPTY]
  const withCondition = new Set(content.conditions.map(({ typeCode }) => typeCode))
  return content.types.flatMap((type, index) => {
    const flaw = (rule: FlawRule, zh: string, en: string): Flaw => ({ ...ofType(type, index, rule), zh, en })
    return [
      ...(withCondition.has(type.code) ? [] : [flaw('no_condition', '至少要有一个立案条件', 'it needs at least one filing condition')]),
      ...(matchingRules(content.rules, type).length > 0
        ? []
        : [flaw('no_rule', '没有任何责任规则适用', 'no responsibility rule speaks of it')]),
    ]
  })
}

function typeFlaws(type: TypeEntry, index: number): Flaw[] {
  const expected = codeOf(type)
  if (type.code === expected) return []
  const [zh, en] = [`应为 ${expected}（类别、大类、小类）`, `it must be ${expected} (kind, class, item)`]
  return [{ ...ofType(type, index, 'code_mismatch'), zh, en }]
}

function ofType(type: TypeEntry, index: number, rule: FlawRule): Omit<Flaw, 'zh' | 'en'> {
  return { rule, part: 'types', index, key: type.code, field: 'code', value: type.code }
}

function conditionFlaws(condition: ConditionEntry, index: number, codes: ReadonlySet<string>): Flaw[] {
  const { typeCode } = condition
  if (codes.has(typeCode)) return []
  const [zh, en] = ['没有这个问题类型', 'there is no such problem type']
  return [{ rule: 'unknown_type', part: 'conditions', index, key: conditionKey(condition), field: 'typeCode', value: typeCode, zh, en }]
}

function ruleFlaws(
  rule: RuleEntry,
  index: number,
  codes: ReadonlySet<string>,
  classes: ReadonlySet<string>,
  duties: ReadonlySet<string>,
): Flaw[] {
  const flaw = (broken: FlawRule, field: 'typeCode' | 'classCode' | 'duty' | 'level', zh: string, en: string): Flaw[] => [
    { rule: broken, part: 'rules', index, key: String(rule.number), field, value: rule[field] ?? '', zh, en },
  ]
  const territory = rule.basis === 'territory'
  return [
    ...(rule.typeCode !== null && !codes.has(rule.typeCode)
      ? flaw('unknown_type', 'typeCode', '没有这个问题类型', 'there is no such problem type')
      : []),
    ...(rule.classCode !== null && !classes.has(rule.classCode)
      ? flaw('unknown_class', 'classCode', '没有这个大类', 'there is no such class')
      : []),
    ...(territory && rule.duty === null ? flaw('no_duty', 'duty', '属地责任须写明职责', 'a rule by territory names a duty') : []),
    ...(rule.duty !== null && !duties.has(rule.duty) ? flaw('unknown_duty', 'duty', '没有这项职责', 'there is no such duty') : []),
    ...(territory && rule.level === null ? flaw('no_level', 'level', '属地责任须写明层级', 'a rule by territory names a level') : []),
  ]
}

function repeated<Row>(part: Flaw['part'], rows: readonly Row[], keyOf: (row: Row) => string, field: string): Flaw[] {
  const seen = new Set<string>()
  return rows.flatMap((row, index) => {
    const key = keyOf(row)
    if (!seen.has(key)) {
      seen.add(key)
      return []
    }
    return [{ rule: 'duplicate' as const, part, index, key, field, value: key, zh: '与上面的条目重复', en: 'it repeats an entry above' }]
  })
}
