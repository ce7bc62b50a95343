import { databaseProblems } from '#platform/database-problems.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import {
  copyEverywhere,
  forgetLocalRows,
  hasCitus,
  listSpreadTables,
  listWithoutPostgis,
  listWorkers,
  lockDistribution,
  type SpreadTable,
  spreadByCity,
} from '#platform/queries-distribute.ts'
import { listTablesInOrder } from '#platform/queries-move.ts'

/** Names of tables as the database spells them. */
export interface TablesByKind {
  readonly tenant: readonly string[]
  readonly reference: readonly string[]
}

export interface DistributeReport {
  readonly workers: readonly string[]
  /** What this run did. */
  readonly spread: readonly string[]
  readonly copied: readonly string[]
  /** What was as it should be before. */
  readonly already: number
}

/** Any fixed number will do; it is another than that of the migrations. */
const LOCK = 7_740_002
type Kind = 'tenant' | 'reference'

const kindOf = ({ tenant, reference }: TablesByKind, table: string): Kind | undefined =>
  tenant.includes(table) ? 'tenant' : reference.includes(table) ? 'reference' : undefined

const agrees = ({ kind, column }: SpreadTable, wanted: Kind | undefined): boolean => {
  if (wanted === 'tenant') return (kind === 'spread' && column === 'city_id') || kind === 'known'
  return wanted === 'reference' ? kind === 'copied' || kind === 'known' : kind === 'known'
}

async function check(db: Db, kinds: TablesByKind): Promise<void> {
  if (!(await hasCitus(db))) throw databaseProblems.noCitus()
  const nodes = await listWithoutPostgis(db)
  if (nodes.length > 0) throw databaseProblems.workersWithoutPostgis(nodes)
  const spread = await listSpreadTables(db)
  const otherwise = spread.filter((each) => !agrees(each, kindOf(kinds, each.table)))
  if (otherwise.length > 0) throw databaseProblems.spreadOtherwise(otherwise.map(({ table }) => table))
}

/** One table in a transaction of its own; false when it was done already, by an earlier run or by another at the same time. */
const distributeTable = (db: Db, table: string, kind: Kind, beside: string | undefined): Promise<boolean> =>
  inTransaction(db, async (tx) => {
    await lockDistribution(tx, LOCK)
    const found = (await listSpreadTables(tx)).find((each) => each.table === table)
    if (found && found.kind !== 'known') return false
    if (kind === 'tenant') await spreadByCity(tx, table, beside)
    else await copyEverywhere(tx, table)
    return true
  })

const forget = (db: Db, table: string): Promise<void> =>
  inTransaction(db, async (tx) => {
    await lockDistribution(tx, LOCK)
    await forgetLocalRows(tx, table)
  })

/**
 * Turns a migrated database with the Citus extension into a distributed one: tables of tenants by city and side by side, reference tables whole
 * on every node, local tables left. Each table in a transaction of its own, parents first; stopped half-way, the next run goes on from there, and
 * repeating it changes nothing. Nobody should be writing meanwhile. Throws database.no_citus, database.no_postgis_on_workers and
 * database.spread_otherwise, before anything is changed.
 */
export async function distribute(
  db: Db,
  kinds: TablesByKind,
  onTable: (table: string, done: number, total: number) => void = () => {},
): Promise<DistributeReport> {
  await check(db, kinds)
  const tables = (await listTablesInOrder(db)).flatMap((table) => {
    const kind = kindOf(kinds, table)
    return kind ? [{ table, kind }] : []
  })
  const ordered = [...tables.filter(({ kind }) => kind === 'reference'), ...tables.filter(({ kind }) => kind === 'tenant')]
  const first = ordered.find(({ kind }) => kind === 'tenant')?.table
  const done: typeof ordered = []
  for (const [index, { table, kind }] of ordered.entries()) {
    onTable(table, index, ordered.length)
    if (await distributeTable(db, table, kind, table === first ? undefined : first)) done.push({ table, kind })
  }
  for (const { table } of ordered) await forget(db, table)
  return {
    workers: await listWorkers(db),
    spread: done.flatMap(({ table, kind }) => (kind === 'tenant' ? [table] : [])),
    copied: done.flatMap(({ table, kind }) => (kind === 'reference' ? [table] : [])),
    already: ordered.length - done.length,
  }
}
