import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { TABLE_KINDS, tablesOf } from '#server/table-kinds.ts'
import { compareSchema, type DatabaseColumn } from './architecture/compare-schema.ts'
import { snakeCase } from './architecture/declared-tables.ts'
import { FEWEST_MODULES } from './architecture/house.ts'
import { rowTypes } from './architecture/row-types.ts'
import { readProject, readTree } from './architecture/tree.ts'
import { testDatabase } from './support/database.ts'

interface Constraint {
  readonly table: string
  readonly name: string
  readonly kind: 'p' | 'u' | 'f' | 'x'
  readonly columns: string[]
  /** For a foreign key: the table it points to and the columns there. */
  readonly target: string | null
  readonly targetColumns: string[]
  readonly onDelete: string
  readonly onUpdate: string
}

const project = readTree(readProject())
const types = rowTypes(project)
const [tenant, reference, local] = [tablesOf('tenant'), tablesOf('reference'), tablesOf('local')]
let columns: DatabaseColumn[]
let constraints: Constraint[]

/** Tables of the project: those of its schema that no extension brought along. */
const ours = sql`select c.oid, c.relname from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`

beforeAll(async () => {
  const { db } = await testDatabase()
  const listed = await sql<DatabaseColumn>`
    select i.table_name as table, i.column_name as column, i.data_type as type, i.is_nullable = 'YES' as nullable,
      i.column_default is not null as has_default, i.is_generated = 'ALWAYS' as computed
    from information_schema.columns i join (${ours}) t on t.relname = i.table_name
    where i.table_schema = current_schema() order by 1, i.ordinal_position`.execute(db)
  columns = listed.rows
  const found = await sql<Constraint>`
    select t.relname as table, k.conname as name, k.contype as kind, k.confdeltype as on_delete, k.confupdtype as on_update,
      (select r.relname from pg_class r where r.oid = k.confrelid) as target,
      array(select a.attname::text from unnest(k.confkey) with ordinality as u(num, n) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.num
        order by u.n) as target_columns,
      array(select a.attname::text from unnest(k.conkey) with ordinality as u(num, n) join pg_attribute a on a.attrelid = t.oid and a.attnum = u.num order by u.n) as columns
    from pg_constraint k join (${ours}) t on t.oid = k.conrelid where k.contype in ('p', 'u', 'f', 'x') order by 1, 2`.execute(db)
  constraints = found.rows
})

const ofTenants = (kinds: string): Constraint[] => constraints.filter(({ table, kind }) => kinds.includes(kind) && tenant.includes(table))
const ties = (from: readonly string[], to: readonly string[]): Constraint[] =>
  constraints.filter(({ table, kind, target }) => kind === 'f' && from.includes(table) && to.includes(target ?? ''))

describe('the migrated database', () => {
  it('was read, and the row types too', () => {
    expect(project.modules.size).toBeGreaterThanOrEqual(FEWEST_MODULES)
    expect(types.size).toBeGreaterThanOrEqual(30)
    expect(columns.length).toBeGreaterThan(250)
    expect(ofTenants('puf').length).toBeGreaterThan(60)
  })

  it('agrees with every row type, in both directions', () => {
    expect(compareSchema(types, columns)).toEqual([])
  })

  it('has city_id first in every primary key, unique and exclusion constraint of a table of tenants', () => {
    expect(ofTenants('pux').filter((each) => each.columns[0] !== 'city_id')).toEqual([])
  })

  it('gives every table a primary key', () => {
    const keyed = new Set(constraints.filter(({ kind }) => kind === 'p').map(({ table }) => table))
    expect([...types.keys()].map(snakeCase).filter((table) => !keyed.has(table))).toEqual([])
  })

  it('says of every table where its rows live, in server/table-kinds.ts', () => {
    expect(Object.keys(TABLE_KINDS).map(snakeCase).sort()).toEqual([...new Set(columns.map(({ table }) => table))].sort())
  })

  it('has a city, never null, in every table of tenants, and in no reference table', () => {
    const cities = new Map(columns.flatMap(({ table, column, nullable }) => (column === 'city_id' ? [[table, nullable] as const] : [])))
    expect(tenant.filter((table) => cities.get(table) !== false)).toEqual([])
    expect(reference.filter((table) => cities.has(table))).toEqual([])
  })

  it('ties tables of tenants together within one city, and never forgets the tie', () => {
    const within = ties(tenant, tenant)
    expect(within.length).toBeGreaterThan(20)
    expect(within.filter((each) => each.columns[0] !== 'city_id' || each.targetColumns[0] !== 'city_id')).toEqual([])
    expect(constraints.filter(({ onDelete, onUpdate }) => ['n', 'd'].includes(onDelete) || ['n', 'd', 'c'].includes(onUpdate))).toEqual([])
  })

  it('ties no reference table to a city, and a local table to nothing', () => {
    expect(ties(reference, [...tenant, ...local])).toEqual([])
    expect(ties(local, [...tenant, ...reference, ...local])).toEqual([])
    expect(ties([...tenant, ...reference], local)).toEqual([])
  })

  it('has unique indexes of tables of tenants, those beside the constraints too, only with city_id first', async () => {
    const { db } = await testDatabase()
    const { rows } = await sql<{ name: string }>`
      select x.relname as name from pg_index i join (${ours}) t on t.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
      left join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
      where i.indisunique and t.relname = any(${tenant}::text[]) and a.attname is distinct from 'city_id'`.execute(db)
    expect(rows).toEqual([])
  })

  it('runs nothing by itself: no triggers, no sequences, no identity columns', async () => {
    const { db } = await testDatabase()
    const { rows: triggers } =
      await sql`select g.tgname from pg_trigger g join (${ours}) t on t.oid = g.tgrelid where not g.tgisinternal`.execute(db)
    const { rows: counters } = await sql`
      select c.relname from pg_class c where c.relkind = 'S' and c.relnamespace = current_schema()::regnamespace`.execute(db)
    const { rows: identities } = await sql`
      select a.attname from pg_attribute a join (${ours}) t on t.oid = a.attrelid where a.attidentity <> ''`.execute(db)
    expect({ triggers, counters, identities }).toEqual({ triggers: [], counters: [], identities: [] })
  })
})

const PATH = 'server/organisation/tables.ts'
const TABLES = `import type { ColumnType, Generated } from 'kysely'
import type { Kind } from './kinds.ts'
declare module '#platform/db.ts' {
  interface Tables {
    treeHouse: TreeHouse
  }
}
type Json<Value> = ColumnType<Value, string, string>
interface Dated { validFrom: string; validTo: string | null }
interface TreeHouse extends Dated {
  cityId: string
  storeys: Generated<number>
  kind: Kind
  plan: Json<{ rooms: readonly string[] }>
  builtAt: Date
  names: string[] | null
}
`
const column = (name: string, type: string, more: Partial<DatabaseColumn> = {}): DatabaseColumn => ({
  table: 'tree_house',
  column: name,
  type,
  nullable: false,
  hasDefault: false,
  computed: false,
  ...more,
})
const COLUMNS: readonly DatabaseColumn[] = [
  column('city_id', 'text'),
  column('storeys', 'integer', { hasDefault: true }),
  column('kind', 'text'),
  column('plan', 'jsonb'),
  column('built_at', 'timestamp with time zone'),
  column('names', 'ARRAY', { nullable: true }),
  column('valid_from', 'date'),
  column('valid_to', 'date', { nullable: true }),
]

describe('row types that part from the database', () => {
  const compare = (text: string, stored: readonly DatabaseColumn[]): string[] =>
    compareSchema(
      rowTypes(
        readTree(
          new Map([
            [PATH, text],
            ['server/organisation/kinds.ts', "export const KINDS = ['low', 'high'] as const\nexport type Kind = (typeof KINDS)[number]\n"],
          ]),
        ),
      ),
      stored,
    )

  it('are told from those that agree', () => {
    expect(compare(TABLES, COLUMNS)).toEqual([])
  })

  it.each([
    [
      'a column more in TypeScript',
      TABLES.replace('cityId: string', 'cityId: string\n  colour: string'),
      COLUMNS,
      'treeHouse.colour is not in the database',
    ],
    ['a column more in the database', TABLES, [...COLUMNS, column('colour', 'text')], `treeHouse: column colour is not in ${PATH}`],
    [
      'null in TypeScript only',
      TABLES.replace('builtAt: Date', 'builtAt: Date | null'),
      COLUMNS,
      'treeHouse.builtAt may be null in TypeScript only',
    ],
    [
      'null in the database only',
      TABLES.replace('validTo: string | null', 'validTo: string'),
      COLUMNS,
      'treeHouse.validTo may be null in the database only',
    ],
    [
      'another type',
      TABLES.replace('builtAt: Date', 'builtAt: string'),
      COLUMNS,
      'treeHouse.builtAt is string in TypeScript and timestamp with time zone in the database',
    ],
    [
      'another type behind a name',
      TABLES.replace('Generated<number>', 'Generated<Kind>'),
      COLUMNS,
      'treeHouse.storeys is string in TypeScript and integer in the database',
    ],
    [
      'a default that is not there',
      TABLES.replace('kind: Kind', 'kind: Generated<Kind>'),
      COLUMNS,
      'treeHouse.kind may be left out in TypeScript, but has no default',
    ],
    ['a table nobody declares', TABLES, [...COLUMNS, { ...column('id', 'uuid'), table: 'shed' }], 'table shed is in no tables.ts'],
    ['a table nobody made', TABLES, [], `table treeHouse of ${PATH} is not in the database`],
  ] as const)('show %s, and nothing else', (_what, text, stored, fault) => {
    expect(compare(text, stored)).toEqual([fault])
  })

  it('are never passed over unread', () => {
    expect(() => compare(TABLES.replace('builtAt: Date', 'builtAt: Mystery'), COLUMNS)).toThrow('the type Mystery')
  })
})
