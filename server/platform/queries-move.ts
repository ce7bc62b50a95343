import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/db.ts'

export interface MovedColumn {
  readonly name: string
  readonly type: string
  readonly inKey: boolean
  /** Points to another row of its own table: set after all rows are there. */
  readonly pointsWithin: boolean
}

/** Our own tables, each after those it refers to. Tables of the queue and of PostGIS are made anew, not moved. */
export async function listTablesInOrder(tx: Db): Promise<string[]> {
  const tables = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and c.relname not in ('schema_migration', 'spatial_ref_sys')
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by c.relname`.execute(tx)
  const links = await sql<{ child: string; parent: string }>`
    select distinct conrelid::regclass::text as child, confrelid::regclass::text as parent from pg_constraint
    where contype = 'f' and conrelid <> confrelid`.execute(tx)
  const bare = (name: string): string => name.replaceAll('"', '')
  return inOrder(
    tables.rows.map((row) => row.name),
    links.rows.map(({ child, parent }) => ({ child: bare(child), parent: bare(parent) })),
  )
}

function inOrder(tables: readonly string[], links: readonly { child: string; parent: string }[]): string[] {
  const placed: string[] = []
  while (placed.length < tables.length) {
    const ready = tables.filter(
      (table) => !placed.includes(table) && links.every(({ child, parent }) => child !== table || placed.includes(parent)),
    )
    if (ready.length === 0) throw new Error('tables refer to each other in a circle')
    placed.push(...ready)
  }
  return placed
}

/** The columns of a table that hold something of their own (generated ones are computed again). */
export async function listMovedColumns(tx: Db, table: string): Promise<MovedColumn[]> {
  const { rows } = await sql<MovedColumn>`
    select a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      coalesce(a.attnum = any(k.conkey), false) as in_key,
      exists (select from pg_constraint f where f.contype = 'f' and f.conrelid = c.oid and f.confrelid = c.oid
        and a.attnum = any(f.conkey) and not a.attnum = any(k.conkey)) as points_within
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
    where c.oid = to_regclass(quote_ident(${table})) and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    order by a.attnum`.execute(tx)
  return rows
}

const listed = (parts: readonly RawBuilder<unknown>[]) => sql.join(parts)

export type TextRow = readonly (string | null)[]

/** A name for the one reading a transaction has open at a time. */
const READING = sql.raw('reading')

/**
 * Every row of a table, some at a time, every value as PostgreSQL spells it: exact for every type there is. Inside a transaction only, which sees one
 * moment; nothing else may be read this way in it until the last row is through.
 */
export async function* readRowsAsText(tx: Db, table: string, columns: readonly MovedColumn[], batch: number): AsyncGenerator<TextRow[]> {
  const values = listed(columns.map((column) => sql`${sql.ref(column.name)}::text`))
  yield* readAhead<{ row: TextRow }, TextRow>(tx, sql`select array[${values}] as row from ${sql.table(table)}`, batch, ({ row }) => row)
}

/** The key of every file that a row names, each once. */
export async function* readFileKeys(tx: Db, batch: number): AsyncGenerator<string[]> {
  const keys = sql`select stored_sha256 as key from stored_file
    union select facts ->> 'thumbnailSha256' from stored_file where facts ->> 'thumbnailSha256' is not null`
  yield* readAhead<{ key: string }, string>(tx, keys, batch, ({ key }) => key)
}

async function* readAhead<Row, Item>(tx: Db, query: RawBuilder<unknown>, batch: number, of: (row: Row) => Item): AsyncGenerator<Item[]> {
  await sql`declare ${READING} no scroll cursor for ${query}`.execute(tx)
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.raw(String(batch))} from ${READING}`.execute(tx)
    if (rows.length > 0) yield rows.map(of)
    if (rows.length < batch) break
  }
  await sql`close ${READING}`.execute(tx)
}

const valuesOf = (columns: readonly MovedColumn[], rows: readonly TextRow[]) =>
  listed(columns.map((_column, index) => sql`${rows.map((row) => row[index] ?? null)}::text[]`))

/** Inserts rows spelled as text; columns that point within the table are left for `setPointers`. */
export async function insertRowsAsText(tx: Db, table: string, columns: readonly MovedColumn[], rows: readonly TextRow[]): Promise<void> {
  const kept = columns.map((column, index) => ({ column, index })).filter(({ column }) => !column.pointsWithin)
  const values = kept.map(({ column }, at) => sql`${sql.raw(`v.c${at}`)}::${sql.raw(column.type)}`)
  await sql`
    insert into ${sql.table(table)} (${listed(kept.map(({ column }) => sql.ref(column.name)))})
    select ${listed(values)} from unnest(${valuesOf(
      kept.map(({ column }) => column),
      rows.map((row) => kept.map(({ index }) => row[index] ?? null)),
    )}) as v(${listed(kept.map((_kept, at) => sql.raw(`c${at}`)))})`.execute(tx)
}

/** Sets the columns that point to rows of the same table, now that all of them are there. */
export async function setPointers(tx: Db, table: string, columns: readonly MovedColumn[], rows: readonly TextRow[]): Promise<void> {
  const [key, pointers] = [columns.filter((column) => column.inKey), columns.filter((column) => column.pointsWithin)]
  const pointed = rows.filter((row) => columns.some((column, index) => column.pointsWithin && row[index] !== null))
  if (pointers.length === 0 || pointed.length === 0) return
  const used = [...key, ...pointers]
  const picked = pointed.map((row) => used.map((column) => row[columns.indexOf(column)] ?? null))
  const cast = (column: MovedColumn): RawBuilder<unknown> => sql`${sql.raw(`v.c${used.indexOf(column)}`)}::${sql.raw(column.type)}`
  await sql`
    update ${sql.table(table)} t set ${listed(pointers.map((column) => sql`${sql.ref(column.name)} = ${cast(column)}`))}
    from unnest(${valuesOf(used, picked)}) as v(${listed(used.map((_column, at) => sql.raw(`c${at}`)))})
    where ${sql.join(
      key.map((column) => sql`${sql.ref(`t.${column.name}`)} = ${cast(column)}`),
      sql` and `,
    )}`.execute(tx)
}

export async function countRows(tx: Db, table: string): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*) as total from ${sql.table(table)}`.execute(tx)
  return Number(rows[0]?.total ?? 0)
}

/** Lets the planner know what a table just filled holds, before anybody asks. */
export async function gatherStatistics(tx: Db, table: string): Promise<void> {
  await sql`analyze ${sql.table(table)}`.execute(tx)
}
