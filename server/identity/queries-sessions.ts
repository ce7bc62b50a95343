import { type Selectable, sql } from 'kysely'
import type { SessionTable } from '#identity/tables.ts'
import type { Db } from '#platform/db.ts'

export type SessionRow = Selectable<SessionTable>

/** The session a token stands for, as its present token or as the one before. */
export const findSession = (tx: Db, tokenHash: string): Promise<SessionRow | undefined> =>
  tx
    .selectFrom('session')
    .selectAll()
    .where((where) => where.or([where('tokenHash', '=', tokenHash), where('previousHash', '=', tokenHash)]))
    .executeTakeFirst()

export const findSessionById = (tx: Db, id: string): Promise<SessionRow | undefined> =>
  tx.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirst()

/** The sessions of a person that have not reached their end: the one that asks, then the one used last first; 200 at most. */
export const listSessionsOf = (tx: Db, cityId: string, personId: string, asking: string, at: Date): Promise<SessionRow[]> =>
  tx
    .selectFrom('session')
    .selectAll()
    .where('cityId', '=', cityId)
    .where('personId', '=', personId)
    .where('expiresAt', '>', at)
    .where(sql<boolean>`(idle_minutes is null or last_seen_at + idle_minutes * interval '1 minute' > ${at})`)
    .orderBy(sql`id = ${asking}`, 'desc')
    .orderBy('lastSeenAt', 'desc')
    .orderBy('id')
    .limit(200)
    .execute()

export async function insertSession(tx: Db, row: SessionRow): Promise<void> {
  await tx.insertInto('session').values(row).execute()
}

/** Changes a session if its token is still the one it was read with; returns it as it is now. */
export const setSession = (tx: Db, tokenHash: string, change: Partial<SessionRow>): Promise<SessionRow | undefined> =>
  tx.updateTable('session').set(change).where('tokenHash', '=', tokenHash).returningAll().executeTakeFirst()

/** Ends one session of a person; returns whether there was one. */
export async function deleteSession(tx: Db, cityId: string, personId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('session')
    .where('cityId', '=', cityId)
    .where('personId', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst()
  return Number(result.numDeletedRows) > 0
}

/** Ends the sessions of a person, but for the one with `exceptId`; returns the ids of those that ended. */
export async function deleteSessionsOf(tx: Db, cityId: string, personId: string, exceptId?: string): Promise<string[]> {
  const rows = await tx
    .deleteFrom('session')
    .where('cityId', '=', cityId)
    .where('personId', '=', personId)
    .$if(exceptId !== undefined, (query) => query.where('id', '<>', exceptId ?? ''))
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Removes sessions that reached their end or sat idle too long by `at`; returns how many. */
export async function deleteEndedSessions(tx: Db, at: Date): Promise<number> {
  const result = await tx
    .deleteFrom('session')
    .where((where) =>
      where.or([
        where('expiresAt', '<=', at),
        sql<boolean>`(idle_minutes is not null and last_seen_at + idle_minutes * interval '1 minute' <= ${at})`,
      ]),
    )
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}
