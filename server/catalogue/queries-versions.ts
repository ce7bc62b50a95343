import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import '#organisation/tables.ts'
import '#platform/tables.ts'

export interface PartCount {
  readonly added: number
  readonly removed: number
  readonly changed: number
}

const TABLES = {
  types: { table: sql`problem_type`, key: sql`row->>'code'` },
  conditions: { table: sql`filing_condition`, key: sql`concat(row->>'type_code', '#', row->>'number')` },
  rules: { table: sql`responsibility_rule`, key: sql`row->>'number'` },
} as const

async function countPart(tx: Db, cityId: string, part: keyof typeof TABLES, fromId: string | null, toId: string): Promise<PartCount> {
  const { table, key } = TABLES[part]
  const rows = (id: string | null): RawBuilder<unknown> => sql`
    select ${key} as key, row from (select to_jsonb(entry) - 'version_id' as row from ${table} entry
      where city_id = ${cityId} and version_id = ${id}::uuid) listed`
  const found = await sql<PartCount>`
    select count(*) filter (where old.key is null) as added, count(*) filter (where fresh.key is null) as removed,
      count(*) filter (where old.row <> fresh.row) as changed
    from (${rows(fromId)}) old full join (${rows(toId)}) fresh on fresh.key = old.key`.execute(tx)
  return found.rows[0] ?? { added: 0, removed: 0, changed: 0 }
}

/** How many entries a version adds, removes and changes against another, or against none. */
export async function countDifferences(tx: Db, cityId: string, fromId: string | null, toId: string) {
  return {
    types: await countPart(tx, cityId, 'types', fromId, toId),
    conditions: await countPart(tx, cityId, 'conditions', fromId, toId),
    rules: await countPart(tx, cityId, 'rules', fromId, toId),
  }
}

/** The names of people by id. */
export async function listPersonNames(tx: Db, cityId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('person')
    .select(['id', 'name'])
    .where('cityId', '=', cityId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Whether a person changed or filled a version, as the audit log has it. */
export async function hasEditedVersion(tx: Db, cityId: string, versionId: string, personId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('auditEntry')
    .select('id')
    .where('cityId', '=', cityId)
    .where('personId', '=', personId)
    .where('action', 'like', 'catalogue.%')
    .where(sql<boolean>`(starts_with(subject, ${`${versionId}/`}) or (subject = ${versionId} and action = 'catalogue.import'))`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
