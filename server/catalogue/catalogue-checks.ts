import type { Bilingual } from '#platform/problem.ts'
import { matchingRules } from './responsibility.ts'
import type { CatalogueContent, ConditionEntry, RuleEntry, TypeEntry } from './tables.ts'
import { conditionKey } from './version-difference.ts'

/** A rule of the catalogue that an entry breaks. `index` is the entry's place in its list, `field` the column at fault, `key` how people name the entry. */
export interface Flaw extends Bilingual {
  readonly part: 'types' | 'conditions' | 'rules'
  readonly index: number
  readonly key: string
  readonly field: string
  readonly value: string
}

/** What a type's code must be: C or E for its kind, then class and item, two digits each (GB/T 30428.2). */
export function codeOf(type: Pick<TypeEntry, 'kind' | 'classCode' | 'itemCode'>): string {
  return `${type.kind === 'component' ? 'C' : 'E'}${type.classCode}${type.itemCode}`
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

/** What is missing in the whole: types without a filing condition, and types no responsibility rule speaks of. */
export function findGaps(content: CatalogueContent): Flaw[] {
  const withCondition = new Set(content.conditions.map(({ typeCode }) => typeCode))
  return content.types.flatMap((type, index) => {
    const flaw = (zh: string, en: string): Flaw => ({ part: 'types', index, key: type.code, field: 'code', value: type.code, zh, en })
    return [
      ...(withCondition.has(type.code) ? [] : [flaw('至少要有一个立案条件', 'it needs at least one filing condition')]),
      ...(matchingRules(content.rules, type).length > 0 ? [] : [flaw('没有任何责任规则适用', 'no responsibility rule speaks of it')]),
    ]
  })
}

function typeFlaws(type: TypeEntry, index: number): Flaw[] {
  const expected = codeOf(type)
  if (type.code === expected) return []
  const [zh, en] = [`应为 ${expected}（类别、大类、小类）`, `it must be ${expected} (kind, class, item)`]
  return [{ part: 'types', index, key: type.code, field: 'code', value: type.code, zh, en }]
}

function conditionFlaws(condition: ConditionEntry, index: number, codes: ReadonlySet<string>): Flaw[] {
  const { typeCode } = condition
  if (codes.has(typeCode)) return []
  const [zh, en] = ['没有这个问题类型', 'there is no such problem type']
  return [{ part: 'conditions', index, key: conditionKey(condition), field: 'typeCode', value: typeCode, zh, en }]
}

function ruleFlaws(
  rule: RuleEntry,
  index: number,
  codes: ReadonlySet<string>,
  classes: ReadonlySet<string>,
  duties: ReadonlySet<string>,
): Flaw[] {
  const flaw = (field: 'typeCode' | 'classCode' | 'duty' | 'level', zh: string, en: string): Flaw[] => [
    { part: 'rules', index, key: String(rule.number), field, value: rule[field] ?? '', zh, en },
  ]
  const territory = rule.basis === 'territory'
  return [
    ...(rule.typeCode !== null && !codes.has(rule.typeCode) ? flaw('typeCode', '没有这个问题类型', 'there is no such problem type') : []),
    ...(rule.classCode !== null && !classes.has(rule.classCode) ? flaw('classCode', '没有这个大类', 'there is no such class') : []),
    ...(territory && rule.duty === null ? flaw('duty', '属地责任须写明职责', 'a rule by territory names a duty') : []),
    ...(rule.duty !== null && !duties.has(rule.duty) ? flaw('duty', '没有这项职责', 'there is no such duty') : []),
    ...(territory && rule.level === null ? flaw('level', '属地责任须写明层级', 'a rule by territory names a level') : []),
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
    return [{ part, index, key, field, value: key, zh: '与上面的条目重复', en: 'it repeats an entry above' }]
  })
}
