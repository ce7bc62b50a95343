import { type Selectable, sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { SessionTable } from '#platform/tables.ts'

export type SessionRow = Selectable<SessionTable>

export const findSession = (tx: Db, tokenHash: string): Promise<SessionRow | undefined> =>
  tx.selectFrom('session').selectAll().where('tokenHash', '=', tokenHash).executeTakeFirst()

export async function insertSession(tx: Db, row: SessionRow): Promise<void> {
  await tx.insertInto('session').values(row).execute()
}

export async function setSessionSeen(tx: Db, tokenHash: string, at: Date): Promise<void> {
  await tx.updateTable('session').set({ lastSeenAt: at }).where('tokenHash', '=', tokenHash).execute()
}

export async function deleteSession(tx: Db, tokenHash: string): Promise<void> {
  await tx.deleteFrom('session').where('tokenHash', '=', tokenHash).execute()
}

/** Ends the sessions of a person, but for the one with `exceptHash`; returns which ended. */
export async function deleteSessionsOf(tx: Db, cityId: string, personId: string, exceptHash = ''): Promise<string[]> {
  const rows = await tx
    .deleteFrom('session')
    .where('cityId', '=', cityId)
    .where('personId', '=', personId)
    .where('tokenHash', '<>', exceptHash)
    .returning('tokenHash')
    .execute()
  return rows.map(({ tokenHash }) => tokenHash)
}

/** Removes sessions that ended by `expiredBy` or were last seen before `idleSince`; returns how many. */
export async function deleteEndedSessions(tx: Db, expiredBy: Date, idleSince: Date): Promise<number> {
  const result = await tx
    .deleteFrom('session')
    .where((where) => where.or([where('expiresAt', '<=', expiredBy), where('lastSeenAt', '<', idleSince)]))
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}

export interface Failures {
  readonly failures: number
  readonly lockedUntil: Date | null
}

/** Locks the login's count of wrong passwords, made first when there is none: without a row to wait for, guesses sent all at once would pass each other. */
export async function lockFailures(tx: Db, cityId: string, login: string, at: Date): Promise<Failures | undefined> {
  const none = { cityId, login, failures: 0, lockedUntil: at }
  await tx
    .insertInto('signInFailure')
    .values(none)
    .onConflict((conflict) => conflict.columns(['cityId', 'login']).doNothing())
    .execute()
  return tx
    .selectFrom('signInFailure')
    .select(['failures', 'lockedUntil'])
    .where('cityId', '=', cityId)
    .where('login', '=', login)
    .forUpdate()
    .executeTakeFirst()
}

/** Counts one attempt more and returns the count. */
export async function appendFailure(tx: Db, cityId: string, login: string, at: Date): Promise<number> {
  const row = await tx
    .insertInto('signInFailure')
    .values({ cityId, login, failures: 1, lockedUntil: at })
    .onConflict((conflict) =>
      conflict.columns(['cityId', 'login']).doUpdateSet({ failures: sql`sign_in_failure.failures + 1`, lockedUntil: at }),
    )
    .returning('failures')
    .executeTakeFirstOrThrow()
  return row.failures
}

export async function setLockedUntil(tx: Db, cityId: string, login: string, until: Date): Promise<void> {
  await tx.updateTable('signInFailure').set({ lockedUntil: until }).where('cityId', '=', cityId).where('login', '=', login).execute()
}

export async function deleteFailures(tx: Db, cityId: string, login: string): Promise<void> {
  await tx.deleteFrom('signInFailure').where('cityId', '=', cityId).where('login', '=', login).execute()
}

/** Forgets logins whose last failure or lock lies before `before`; returns how many. */
export async function deleteOldFailures(tx: Db, before: Date): Promise<number> {
  const result = await tx.deleteFrom('signInFailure').where('lockedUntil', '<', before).executeTakeFirst()
  return Number(result.numDeletedRows)
}
