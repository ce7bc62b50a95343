import type { z } from 'zod'

type Schema = z.core.$ZodType

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`)

/** What a schema is about, past what only makes it optional, gives it a default or turns its value into another. */
function bare(schema: Schema): Schema {
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return bare(def.innerType)
    case 'pipe':
      return bare((def.in as z.core.$ZodTypes)._zod.def.type === 'transform' ? def.out : def.in)
    case 'lazy':
      return bare(def.getter())
    default:
      return schema
  }
}

/** The members of an object or of objects joined; undefined where a schema takes any. */
function membersOf(schema: Schema): ReadonlyMap<string, readonly Schema[]> | undefined {
  const { def } = (bare(schema) as z.core.$ZodTypes)._zod
  if (def.type === 'object')
    return def.catchall === undefined || (def.catchall as z.core.$ZodTypes)._zod.def.type === 'never'
      ? new Map(Object.entries(def.shape).map(([key, each]) => [key, [each]]))
      : undefined
  if (def.type !== 'intersection') return undefined
  const [left, right] = [membersOf(def.left), membersOf(def.right)]
  if (!left || !right) return undefined
  return new Map([...new Set([...left.keys(), ...right.keys()])].map((key) => [key, [...(left.get(key) ?? []), ...(right.get(key) ?? [])]]))
}

function inObject(schema: Schema, value: Readonly<Record<string, unknown>>, path: string): string[] {
  const members = membersOf(schema)
  if (!members) return []
  return Object.entries(value).flatMap(([key, each]) => {
    const known = members.get(key)
    return known ? fewest(known, each, join(path, key)) : [join(path, key)]
  })
}

/** Of several schemas a value may be meant for, the one that knows most of it. */
const fewest = (schemas: readonly Schema[], value: unknown, path: string): string[] =>
  schemas.map((each) => unknownFields(each, value, path)).sort((a, b) => a.length - b.length)[0] ?? []

/** The fields of a value, at any depth, that its contract has no word for, as dotted paths. Pure. */
export function unknownFields(schema: Schema, value: unknown, path = ''): string[] {
  const inner = bare(schema)
  const { def } = (inner as z.core.$ZodTypes)._zod
  if (def.type === 'union') return fewest(def.options, value, path)
  if (def.type === 'array' && Array.isArray(value))
    return value.flatMap((each, index) => unknownFields(def.element, each, join(path, String(index))))
  if (def.type === 'record' && isPlain(value))
    return Object.entries(value).flatMap(([key, each]) => unknownFields(def.valueType, each, join(path, key)))
  return isPlain(value) ? inObject(inner, value, path) : []
}
