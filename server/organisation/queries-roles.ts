import type { Selectable } from 'kysely'
import type { RoleTable } from '#organisation/tables.ts'
import type { Db } from '#platform/db.ts'

type Role = Selectable<RoleTable>

/** Locks a role, so that two edits of it come after each other. */
export const lockRole = (tx: Db, cityId: string, code: string): Promise<Role | undefined> =>
  tx.selectFrom('role').selectAll().where('cityId', '=', cityId).where('code', '=', code).forNoKeyUpdate().executeTakeFirst()

export async function setRole(tx: Db, { cityId, code, ...change }: Role): Promise<void> {
  await tx.updateTable('role').set(change).where('cityId', '=', cityId).where('code', '=', code).execute()
}
