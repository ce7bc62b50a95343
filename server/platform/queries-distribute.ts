import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'

/** Whether Citus is created in this database. */
export async function hasCitus(tx: Db): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select exists (select from pg_extension where extname = 'citus') as there`.execute(tx)
  return rows[0]?.there ?? false
}

/** Machines that can hold rows besides the coordinator, as host:port. */
export async function listWorkers(tx: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select node_name || ':' || node_port as name from citus_get_active_worker_nodes() order by 1`.execute(tx)
  return rows.map(({ name }) => name)
}

/** Workers on which PostGIS is not installed, as host:port. */
export async function listWithoutPostgis(tx: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select nodename || ':' || nodeport as name
    from run_command_on_workers($$select count(*) from pg_available_extensions where name = 'postgis'$$)
    where not success or result <> '1' order by 1`.execute(tx)
  return rows.map(({ name }) => name)
}

/** How Citus keeps the rows of a table, and by which column they are spread; null for a copy or a table known by name only. */
export interface SpreadTable {
  readonly table: string
  readonly kind: 'spread' | 'copied' | 'known'
  readonly column: string | null
}

export async function listSpreadTables(tx: Db): Promise<SpreadTable[]> {
  const { rows } = await sql<SpreadTable>`
    select c.relname as table, case when p.partmethod = 'h' then 'spread' when p.repmodel = 't' then 'copied' else 'known' end as kind,
      case when p.partmethod = 'h' then column_to_column_name(p.logicalrelid, p.partkey) end as column
    from pg_dist_partition p join pg_class c on c.oid = p.logicalrelid where c.relnamespace = 'public'::regnamespace`.execute(tx)
  return rows
}

/** Two runs at once take turns; each step lasts as long as it must. */
export async function lockDistribution(tx: Db, key: number): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(tx)
  await sql`select pg_advisory_xact_lock(${key}::bigint)`.execute(tx)
}

/** Spreads a table by city, its rows beside those of `beside`, or where they fall when it is the first. */
export async function spreadByCity(tx: Db, table: string, beside: string | undefined): Promise<void> {
  await sql`select create_distributed_table(${table}::text::regclass, 'city_id', colocate_with => ${beside ?? 'none'}::text)`.execute(tx)
}

/** Keeps a whole copy of a table on every machine. */
export async function copyEverywhere(tx: Db, table: string): Promise<void> {
  await sql`select create_reference_table(${table}::text::regclass)`.execute(tx)
}

/** Gives back the room of the rows as they lay before they were spread. */
export async function forgetLocalRows(tx: Db, table: string): Promise<void> {
  await sql`select truncate_local_data_after_distributing_table(${table}::text::regclass)`.execute(tx)
}
