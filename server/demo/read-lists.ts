/** Reads the lists the demo city is made up from, data/demo/*.csv; what they are: data/demo/README.md. */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { Weighted } from '#demo/random.ts'
import { UNIT_KINDS } from '#organisation/kinds.ts'
import { LEVELS } from '#platform/actor.ts'

const text = z.string().min(1)
const count = z.coerce.number().int().positive()

function readRows<Row extends z.ZodType>(file: string, row: Row): z.output<Row>[] {
  const content = readFileSync(new URL(`../../data/demo/${file}.csv`, import.meta.url), 'utf8')
  return z.array(row).parse(parse(content, { columns: true, bom: true }))
}

/** English names of the city, its districts and its zones by code, in their usual spelling. */
export const readEnglishNames = (): ReadonlyMap<string, string> =>
  new Map(readRows('english-names', z.object({ code: text, name_en: text })).map((row) => [row.code, row.name_en]))

/** Which unit has which duty, named after the place it serves; `level` is the lowest level that has one of its own. */
export const readDepartments = () =>
  readRows('departments', z.object({ duty: text, kind: z.enum(UNIT_KINDS), level: z.enum(LEVELS), name: text, name_en: text }))
export type Department = ReturnType<typeof readDepartments>[number]

/** How common each type of component is on the street. */
export const readComponentShares = (): Weighted<string>[] =>
  readRows('components', z.object({ type_code: text, share: count })).map((row) => ({ value: row.type_code, weight: row.share }))

const NAME_LISTS = ['surname', 'given-first', 'given-second', 'shop-word', 'shop-trade'] as const
export type NameList = (typeof NAME_LISTS)[number]

/** The parts that names of people and shops are put together from. */
export function readNameParts(): (list: NameList) => Weighted<string>[] {
  const rows = readRows('names', z.object({ list: z.enum(NAME_LISTS), text, weight: count }))
  return (list) => rows.filter((row) => row.list === list).map((row) => ({ value: row.text, weight: row.weight }))
}
