import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { Bilingual } from '#platform/problem.ts'
import type { Topic } from '#portal/propose-topics.ts'
import { SHOWN, type VisibilityRule } from '#portal/visibility.ts'

const text = z.string().min(1)
const list = z.string().transform((value) => value.split(' ').filter(Boolean))
const topicRow = z.object({
  code: text,
  pictogram: text,
  name: text,
  name_en: text,
  hint: text,
  hint_en: text,
  types: list,
  words: list,
  words_en: list,
})
const visibilityRow = z.object({ prefix: text, shown: z.enum(SHOWN), reason: text, reason_en: text })
const emergencyRow = z.object({ number: text, name: text, name_en: text })

function readTable<Row extends z.ZodType>(name: string, row: Row): z.output<Row>[] {
  const source = readFileSync(new URL(`../../data/portal/${name}.csv`, import.meta.url), 'utf8')
  return z.array(row).parse(parse(source, { columns: true, bom: true }))
}

function once<Value>(read: () => Value): () => Value {
  let kept: { readonly value: Value } | undefined
  return () => {
    kept ??= { value: read() }
    return kept.value
  }
}

/** The everyday topics residents choose from, in the order they are shown. */
export const readTopics = once((): readonly Topic[] =>
  readTable('topics', topicRow).map(({ code, pictogram, types, ...row }) => ({
    code,
    pictogram,
    types,
    name: { zh: row.name, en: row.name_en },
    hint: { zh: row.hint, en: row.hint_en },
    words: [...row.words, ...row.words_en],
  })),
)

/** How cases are shown to the public by the beginning of their type's code, as shipped. */
export const readVisibility = once((): readonly VisibilityRule[] =>
  readTable('visibility', visibilityRow).map(({ prefix, shown }) => ({ prefix, shown })),
)

/** National numbers to call at once. */
export const readEmergency = once((): readonly { readonly number: string; readonly name: Bilingual }[] =>
  readTable('emergency', emergencyRow).map(({ number, name, name_en }) => ({ number, name: { zh: name, en: name_en } })),
)
