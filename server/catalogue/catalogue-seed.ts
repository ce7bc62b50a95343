import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { LEVELS } from '#platform/actor.ts'
import type { CatalogueContent } from './tables.ts'
import { LIMIT_UNITS } from './time-limit.ts'

/** A duty a unit may have, named in responsibility rules: its usual level and what falls under it, in both languages. */
export interface Duty {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly level: (typeof LEVELS)[number]
  readonly scope: string
  readonly scopeEn: string
}

const text = z.string().min(1)
const optional = z.string().transform((value) => (value === '' ? null : value))
const DOMAINS = ['urban', 'water', 'air'] as const
const KINDS = ['component', 'event'] as const

const typeRow = z.object({
  code: text,
  domain: z.enum(DOMAINS),
  kind: z.enum(KINDS),
  classCode: text,
  className: text,
  classNameEn: text,
  itemCode: text,
  name: text,
  nameEn: text,
  provenance: text,
})
const conditionRow = z.object({
  typeCode: text,
  number: z.coerce.number().int(),
  filing: text,
  closing: text,
  limitValue: z.coerce.number().positive(),
  limitUnit: z.enum(LIMIT_UNITS),
  limitByRegion: z.object({}).default({}),
  urgency: z.enum(['urgent', 'normal']),
  provenance: text,
})
const ruleRow = z.object({
  number: z.coerce.number().int(),
  domain: optional.pipe(z.enum(DOMAINS).nullable()),
  kind: optional.pipe(z.enum(KINDS).nullable()),
  classCode: optional,
  typeCode: optional,
  basis: z.enum(['owner', 'territory']),
  duty: optional,
  level: optional.pipe(z.enum(LEVELS).nullable()),
  reason: text,
  reasonEn: text,
})
const dutyRow = z.object({ code: text, name: text, nameEn: text, level: z.enum(LEVELS), scope: text, scopeEn: text })

/** The catalogue shipped with the product: 284 types, 642 filing conditions and who is responsible; data/catalogue/README.md says where each part comes from. */
export function readCatalogueSeed(): CatalogueContent {
  return { types: readRows('types', typeRow), conditions: readRows('conditions', conditionRow), rules: readRows('responsibility', ruleRow) }
}

/** The duties the shipped rules name; a city's units carry them as `unit.duty`. */
export const readDuties = (): Duty[] => readRows('duties', dutyRow)

function readRows<Row extends z.ZodType>(file: string, row: Row): z.output<Row>[] {
  const path = new URL(`../../data/catalogue/${file}.csv`, import.meta.url)
  const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
  return z.array(row).parse(parse(readFileSync(path, 'utf8'), { columns: (names: string[]) => names.map(camel), bom: true }))
}
