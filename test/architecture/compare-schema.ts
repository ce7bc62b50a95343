import { snakeCase } from './declared-tables.ts'
import type { ColumnShape, Kind } from './row-types.ts'

/** A column of the migrated database, as information_schema tells it. */
export interface DatabaseColumn {
  readonly table: string
  readonly column: string
  readonly type: string
  readonly nullable: boolean
  readonly hasDefault: boolean
  readonly computed: boolean
}
export type RowTypes = ReadonlyMap<string, { readonly path: string; readonly columns: ReadonlyMap<string, ColumnShape> }>

/** How the driver hands over a value of each type of column: 64-bit and exact numbers as numbers, days as text (see column-values.ts). */
const KINDS: Readonly<Record<string, readonly Kind[]>> = {
  text: ['string'], uuid: ['string'], date: ['string'], integer: ['number'], smallint: ['number'], bigint: ['number'], numeric: ['number'],
  'double precision': ['number'], boolean: ['boolean'], 'timestamp with time zone': ['date'], ARRAY: ['array'], jsonb: ['object', 'array'], 'USER-DEFINED': ['string', 'never'],
} // biome-ignore format: a table

function compareColumn(name: string, typed: ColumnShape, stored: DatabaseColumn): string[] {
  const kinds = KINDS[stored.type]
  if (!kinds) return [`${name} is ${stored.type}, a type the project does not use`]
  const faults: string[] = []
  const other = [...typed.kinds].filter((kind) => !kinds.includes(kind))
  if (other.length > 0) faults.push(`${name} is ${other.join(' or ')} in TypeScript and ${stored.type} in the database`)
  // A computed column is never written, so the database does not know that it is never null.
  if (typed.nullable !== stored.nullable && !stored.computed)
    faults.push(`${name} ${typed.nullable ? 'may be null in TypeScript only' : 'may be null in the database only'}`)
  if (typed.optional && !stored.hasDefault && !stored.nullable && !stored.computed)
    faults.push(`${name} may be left out in TypeScript, but has no default`)
  return faults
}

/** Where row types and database part, in both directions; empty when they agree. Columns are named `table.column` as TypeScript spells them. */
export function compareSchema(types: RowTypes, columns: readonly DatabaseColumn[]): string[] {
  const stored = Map.groupBy(columns, ({ table }) => table)
  const known = new Set([...types.keys()].map(snakeCase))
  const undeclared = [...stored.keys()].filter((table) => !known.has(table)).map((table) => `table ${table} is in no tables.ts`)
  const faults = [...types].flatMap(([table, row]) => {
    const found = stored.get(snakeCase(table))
    if (!found) return [`table ${table} of ${row.path} is not in the database`]
    const byName = new Map(found.map((column) => [column.column, column]))
    const typedFaults = [...row.columns].flatMap(([column, typed]) => {
      const other = byName.get(snakeCase(column))
      byName.delete(snakeCase(column))
      return other ? compareColumn(`${table}.${column}`, typed, other) : [`${table}.${column} is not in the database`]
    })
    return [...typedFaults, ...[...byName.keys()].map((column) => `${table}: column ${column} is not in ${row.path}`)]
  })
  return [...undeclared, ...faults]
}
