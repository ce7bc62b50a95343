import pg from 'pg'

type Parse = (text: string) => unknown

const INT8 = 20
const NUMERIC = 1700
const DATE = 1082
const TEXT_ARRAY: number = 1009
const arrayTypes: ReadonlyMap<number, number> = new Map([
  [1016, INT8],
  [1231, NUMERIC],
  [1182, DATE],
])

/** int8 as a number; a value a double cannot hold exactly is refused instead of being rounded. */
const safeInteger: Parse = (text) => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} is beyond the whole numbers JavaScript holds exactly`)
  return value
}

const scalars: ReadonlyMap<number, Parse> = new Map<number, Parse>([
  [INT8, safeInteger],
  [NUMERIC, Number],
  [DATE, (text) => text],
])

const mapNested = (value: unknown, parse: Parse): unknown =>
  Array.isArray(value) ? value.map((item) => mapNested(item, parse)) : typeof value === 'string' ? parse(value) : value

function arrayOf(parse: Parse): Parse {
  const split: Parse = pg.types.getTypeParser(TEXT_ARRAY)
  return (text) => mapNested(split(text), parse)
}

function parserOf(oid: number, format: 'text' | 'binary'): Parse {
  if (format === 'binary') return pg.types.getTypeParser(oid, 'binary')
  const element = arrayTypes.get(oid)
  const parse = scalars.get(element ?? oid)
  if (parse === undefined) return pg.types.getTypeParser(oid)
  return element === undefined ? parse : arrayOf(parse)
}

const known = new Map<number, Parse>()

/**
 * How a column arrives in JavaScript, the same on both engines: int8 and numeric as number (numeric keeps 15 significant digits),
 * date as 'YYYY-MM-DD', timestamptz as Date (milliseconds), json and jsonb parsed, bytea as Buffer, arrays as arrays, geometry as hexadecimal EWKB.
 */
export const columnValues: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format: 'text' | 'binary' = 'text') => {
    if (format === 'binary') return parserOf(oid, format)
    const parse = known.get(oid) ?? parserOf(oid, format)
    known.set(oid, parse)
    return parse
  },
}
