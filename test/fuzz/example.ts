import type { z } from 'zod'
import type { Random } from './random.ts'
import { dayNear, instantNear, type Words, wordFor } from './words.ts'

/** Where a value stands: the route's path, the name of the field, and whether it travels as text (address and form). */
export interface Spot {
  readonly route: string
  readonly field: string
  readonly asText: boolean
}

type Make = (schema: z.core.$ZodType, random: Random, words: Words, spot: Spot) => unknown
type Def = z.core.$ZodTypeDef & Readonly<Record<string, unknown>>

const defOf = (schema: z.core.$ZodType): Def => schema._zod.def as Def
const inner = (def: Def, key: string): z.core.$ZodType => def[key] as z.core.$ZodType

interface Bounds {
  readonly minimum: number | undefined
  readonly maximum: number | undefined
  readonly format: string | undefined
  readonly pattern: RegExp | undefined
}

/** What the schema and its checks say of sizes and forms. */
function boundsOf(schema: z.core.$ZodType): Bounds {
  const own = defOf(schema)
  const checks = (own.checks as readonly z.core.$ZodCheck[] | undefined) ?? []
  const said: readonly Readonly<Record<string, unknown>>[] = [own, ...checks.map((check) => ({ ...check._zod.def }))]
  const find = (wanted: (def: Readonly<Record<string, unknown>>) => unknown): unknown =>
    said.map(wanted).find((value) => value !== undefined)
  const number = (...kinds: string[]): number | undefined =>
    find((def) => (kinds.includes(String(def.check)) ? (def.minimum ?? def.maximum ?? def.value) : undefined)) as number | undefined
  const pattern = find(({ pattern }) => pattern)
  return {
    minimum: number('min_length', 'greater_than'),
    maximum: number('max_length', 'less_than'),
    format: find(({ format }) => (format === 'regex' ? undefined : format)) as string | undefined,
    pattern: pattern instanceof RegExp ? pattern : undefined,
  }
}

const SAMPLES = ['abc-1', 'C0104', '09:00', '18:00', '10', 'x1', '1', '530100', 'status', 'A']
const TEXTS = ['井盖缺失', '雨水箅子断裂，行人易踩空', 'A broken grate', '双桥路 12 号', '第二行\n第三行', '网', 'x']

function textOf(schema: z.core.$ZodType, random: Random): string {
  const { format, pattern, minimum = 0, maximum = 1000 } = boundsOf(schema)
  if (format === 'uuid') return `01a20126-30b2-7e91-9151-${String(random.below(1e12)).padStart(12, '0')}`
  if (format === 'date') return dayNear(random)
  if (format === 'datetime') return instantNear(random)
  const fitting = pattern ? SAMPLES.filter((sample) => pattern.test(sample)) : TEXTS
  const text = random.pick(fitting.length > 0 ? fitting : SAMPLES)
  return text.padEnd(minimum, '字').slice(0, Math.max(1, maximum))
}

function numberOf(schema: z.core.$ZodType, random: Random, { field }: Spot): number {
  const { minimum = 0, maximum = 1000, format } = boundsOf(schema)
  if (field === 'lon') return 102.7 + random.below(40) / 1000
  if (field === 'lat') return 25 + random.below(40) / 1000
  if (field === 'number' || field === 'conditionNumber') return 1 + random.below(3)
  const value = minimum + random.below(Math.max(1, Math.min(maximum - minimum, 12))) + 1
  return format === 'safeint' ? Math.min(Math.floor(value), Math.floor(maximum)) : Math.min(value, maximum)
}

function objectOf(def: Def, random: Random, words: Words, spot: Spot): Record<string, unknown> {
  const made: Record<string, unknown> = {}
  for (const [field, schema] of Object.entries(def.shape as Record<string, z.core.$ZodType>)) {
    const value = exampleOf(schema, random, words, { ...spot, field })
    if (value !== undefined) made[field] = value
  }
  return made
}

function listOf(def: Def, schema: z.core.$ZodType, random: Random, words: Words, spot: Spot): unknown[] {
  const { minimum = 0, maximum = 3 } = boundsOf(schema)
  const length = Math.min(maximum, minimum + random.below(2))
  return Array.from({ length }, () => exampleOf(inner(def, 'element'), random, words, spot))
}

/** A closed ring around a place of the small city; no other list of lists is asked for. */
function ringNear(random: Random): unknown[] {
  const [west, south] = [102.7 + random.below(3) / 100, 25 + random.below(3) / 100]
  const [east, north] = [west + 0.01, south + 0.01]
  return [[west, south], [east, south], [east, north], [west, north], [west, south]] // biome-ignore format: a ring
}

/** zod's stringbool: text that means true or false. */
const isYesOrNo = (schema: z.core.$ZodType): boolean => {
  const { in: before, out: after } = defOf(schema) as Def & { in: z.core.$ZodType; out: z.core.$ZodType }
  return defOf(before).type === 'string' && (defOf(after).type === 'boolean' || defOf(after).type === 'pipe')
}

const unwrap: Make = (schema, random, words, spot) => exampleOf(inner(defOf(schema), 'innerType'), random, words, spot)
const MAKERS: Readonly<Record<string, Make>> = {
  object: (schema, random, words, spot) => objectOf(defOf(schema), random, words, spot),
  string: textOf,
  number: (schema, random, _, spot) => numberOf(schema, random, spot),
  boolean: (_, random) => random.chance(0.5),
  enum: (schema, random) => random.pick(Object.values(defOf(schema).entries as Record<string, string>)),
  literal: (schema, random) => random.pick(defOf(schema).values as unknown[]),
  array: (schema, random, words, spot) => listOf(defOf(schema), schema, random, words, spot),
  tuple: (schema, random, words, spot) =>
    (defOf(schema).items as z.core.$ZodType[]).map((item, index) =>
      exampleOf(item, random, words, { ...spot, field: index % 2 ? 'lat' : 'lon' }),
    ),
  union: (schema, random, words, spot) => exampleOf(random.pick(defOf(schema).options as z.core.$ZodType[]), random, words, spot),
  intersection: (schema, random, words, spot) => ({
    ...Object(exampleOf(inner(defOf(schema), 'left'), random, words, spot)),
    ...Object(exampleOf(inner(defOf(schema), 'right'), random, words, spot)),
  }),
  record: () => ({}),
  date: (_, random) => instantNear(random),
  optional: (schema, random, words, spot) => (random.chance(0.5) ? undefined : unwrap(schema, random, words, spot)),
  default: (schema, random, words, spot) => (random.chance(0.5) ? undefined : unwrap(schema, random, words, spot)),
  nullable: (schema, random, words, spot) => (random.chance(0.4) && !spot.asText ? null : unwrap(schema, random, words, spot)),
  readonly: unwrap,
  pipe: (schema, random, words, spot) => {
    if (isYesOrNo(schema)) return random.pick(['true', 'false'])
    const { in: before, out: after } = defOf(schema) as Def & { in: z.core.$ZodType; out: z.core.$ZodType }
    return exampleOf(defOf(before).type === 'transform' ? after : before, random, words, spot)
  },
}

const isRing = (schema: z.core.$ZodType): boolean =>
  defOf(schema).type === 'array' && defOf(inner(defOf(schema), 'element')).type === 'readonly' && boundsOf(schema).minimum === 4

/** A value the schema takes, or nearly (a refinement may still refuse it); things of the city where a field names one. Throws on a kind of schema it does not know. */
export function exampleOf(schema: z.core.$ZodType, random: Random, words: Words, spot: Spot): unknown {
  const { type } = defOf(schema)
  if (type === 'string') {
    const word = wordFor(words, spot.route, spot.field, random)
    if (word !== undefined && random.chance(0.9)) return word
  }
  if (isRing(schema)) return ringNear(random)
  const make = MAKERS[type]
  if (make) return make(schema, random, words, spot)
  if (['any', 'unknown', 'custom', 'undefined', 'never', 'transform'].includes(type)) return undefined
  throw new Error(`no example can be made of a ${type} (${spot.route}, ${spot.field})`)
}
