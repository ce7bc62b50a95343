import { BASIS_NAMES, DOMAIN_NAMES, KIND_NAMES, RULE_LEVEL_NAMES } from '#catalogue/entry-words.ts'
import type { Duty, ProblemType, Rule } from '#web/console/catalogue/api.ts'
import { defineWords, type Language } from '#web/shared/language/language.ts'

const ruleWords = defineWords(
  { all: '全部类型', of: (name: string) => `${name}类` },
  { all: 'every type', of: (name: string) => `class ${name}` },
)

/** The types a rule speaks of: "部件 · 市容环境类", "C0101 上水井盖". */
export function tellScope(rule: Rule, types: readonly ProblemType[], language: Language): string {
  const type = rule.typeCode === null ? undefined : types.find(({ code }) => code === rule.typeCode)
  if (rule.typeCode !== null) return `${rule.typeCode} ${type ? (language === 'zh' ? type.name : type.nameEn) : ''}`.trim()
  const like = types.find(
    ({ classCode, kind, domain }) => classCode === rule.classCode && kind === (rule.kind ?? kind) && domain === (rule.domain ?? domain),
  )
  const className =
    rule.classCode === null ? null : like ? (language === 'zh' ? like.className : like.classNameEn || like.className) : rule.classCode
  const words = ruleWords[language]
  const parts = [
    rule.domain && DOMAIN_NAMES[rule.domain][language],
    rule.kind && KIND_NAMES[rule.kind][language],
    className && words.of(className),
  ].filter(Boolean)
  return parts.length > 0 ? parts.join(' · ') : words.all
}

export const dutyName = (code: string, duties: readonly Duty[], language: Language): string => {
  const duty = duties.find((each) => each.code === code)
  return duty ? (language === 'zh' ? duty.name : duty.nameEn) : code
}

/** Who a rule names: "属地 · 区级 · 水务". */
export function tellWho(rule: Pick<Rule, 'basis' | 'level' | 'duty'>, duties: readonly Duty[], language: Language): string {
  const level = rule.level && RULE_LEVEL_NAMES[rule.level][language]
  return [BASIS_NAMES[rule.basis][language], level, rule.duty && dutyName(rule.duty, duties, language)].filter(Boolean).join(' · ')
}

export const tellReason = ({ reason, reasonEn }: Pick<Rule, 'reason' | 'reasonEn'>, language: Language): string =>
  language === 'zh' ? reason : reasonEn || reason
