import type { z } from 'zod'
import type { Level } from '#platform/actor.ts'
import type { Bilingual } from '#platform/problem.ts'
import type { RuleFields, TypeFields } from './contract.ts'
import { LIMIT_UNITS, type LimitUnit, nameUnit } from './time-limit.ts'

/** The words for what a catalogue holds: headings of the workbook and labels of the pages. Urgency: URGENCY_NAMES. */
type TypeEntry = z.output<typeof TypeFields>
type RuleEntry = z.output<typeof RuleFields>
type Words<Key extends string> = Readonly<Record<Key, Bilingual>>

export const DOMAIN_NAMES: Words<TypeEntry['domain']> = {
  urban: { zh: '城市', en: 'Urban' },
  water: { zh: '水环境', en: 'Water' },
  air: { zh: '大气', en: 'Air' },
}

export const KIND_NAMES: Words<TypeEntry['kind']> = {
  component: { zh: '部件', en: 'Component' },
  event: { zh: '事件', en: 'Event' },
}

/** By whom a thing belongs to, or by where it stands. */
export const BASIS_NAMES: Words<RuleEntry['basis']> = {
  owner: { zh: '权属', en: 'Owner' },
  territory: { zh: '属地', en: 'Territory' },
}

/** At which level the duty is asked for. */
export const RULE_LEVEL_NAMES: Words<Level> = {
  city: { zh: '市级', en: 'City' },
  district: { zh: '区级', en: 'District' },
  street: { zh: '街道', en: 'Street' },
  community: { zh: '社区', en: 'Community' },
}

const unitName = (unit: LimitUnit): Bilingual => ({ zh: nameUnit(unit, 'zh'), en: nameUnit(unit, 'en') })
export const LIMIT_UNIT_NAMES = Object.fromEntries(LIMIT_UNITS.map((unit) => [unit, unitName(unit)])) as Words<LimitUnit>

export const TYPE_FIELD_NAMES: Words<keyof TypeEntry> = {
  code: { zh: '编码', en: 'Code' },
  domain: { zh: '领域', en: 'Domain' },
  kind: { zh: '类别', en: 'Kind' },
  classCode: { zh: '大类编码', en: 'Class code' },
  className: { zh: '大类名称', en: 'Class' },
  classNameEn: { zh: '大类英文名', en: 'Class in English' },
  itemCode: { zh: '小类编码', en: 'Item code' },
  name: { zh: '名称', en: 'Name' },
  nameEn: { zh: '英文名', en: 'Name in English' },
  provenance: { zh: '来源', en: 'Provenance' },
}

/** `limit1` to `limit3` are the limits in places of a region class; `typeName` is there for the reader of a sheet alone. */
export const CONDITION_FIELD_NAMES = {
  typeCode: { zh: '类型编码', en: 'Type code' },
  typeName: { zh: '类型名称', en: 'Type name' },
  number: { zh: '条件序号', en: 'Number' },
  filing: { zh: '立案条件', en: 'Filing condition' },
  closing: { zh: '结案条件', en: 'Closing condition' },
  limitValue: { zh: '时限', en: 'Limit' },
  limitUnit: { zh: '时限单位', en: 'Limit unit' },
  limit1: { zh: '一类区域时限', en: 'Limit in class 1' },
  limit2: { zh: '二类区域时限', en: 'Limit in class 2' },
  limit3: { zh: '三类区域时限', en: 'Limit in class 3' },
  urgency: { zh: '紧急程度', en: 'Urgency' },
  provenance: { zh: '来源', en: 'Provenance' },
} as const satisfies Words<string>

export const RULE_FIELD_NAMES: Words<keyof RuleEntry> = {
  number: { zh: '序号', en: 'Number' },
  domain: { zh: '领域', en: 'Domain' },
  kind: { zh: '类别', en: 'Kind' },
  classCode: { zh: '大类编码', en: 'Class code' },
  typeCode: { zh: '类型编码', en: 'Type code' },
  basis: { zh: '依据', en: 'Basis' },
  duty: { zh: '职责', en: 'Duty' },
  level: { zh: '层级', en: 'Level' },
  reason: { zh: '说明', en: 'Reason' },
  reasonEn: { zh: '英文说明', en: 'Reason in English' },
}

/** Where a text comes from (data/catalogue/README.md); a city may write anything else. */
export const PROVENANCE_NAMES: Readonly<Record<string, Bilingual>> = {
  standard: { zh: '国家标准', en: 'national standard' },
  drafted: { zh: '本产品草拟', en: 'drafted with the product' },
  unverified: { zh: '待核对', en: 'to be verified' },
}
