import type { Selectable } from 'kysely'
import type { AttemptKind, SignInAttemptTable } from '#identity/tables.ts'
import type { Db } from '#platform/db.ts'

export type Attempts = Selectable<SignInAttemptTable>
export type Attempting = Pick<Attempts, 'cityId' | 'kind' | 'subject'>

/**
 * Locks the count, made first when there is none: without a row to wait for, guesses sent all at once would pass each other. One statement, for between
 * two a success of somebody else may take the row away.
 */
export const lockAttempts = (tx: Db, attempting: Attempting, at: Date): Promise<Attempts> =>
  tx
    .insertInto('signInAttempt')
    .values({ ...attempting, failures: 0, lastAt: at, lockedUntil: null })
    .onConflict((conflict) =>
      conflict.columns(['cityId', 'kind', 'subject']).doUpdateSet(({ ref }) => ({ failures: ref('signInAttempt.failures') })),
    )
    .returningAll()
    .executeTakeFirstOrThrow()

export async function setAttempts(
  tx: Db,
  { cityId, kind, subject }: Attempting,
  count: Pick<Attempts, 'failures' | 'lastAt' | 'lockedUntil'>,
): Promise<void> {
  await tx
    .updateTable('signInAttempt')
    .set(count)
    .where('cityId', '=', cityId)
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .execute()
}

export async function deleteAttempts(tx: Db, cityId: string, kind: AttemptKind, subject: string): Promise<void> {
  await tx.deleteFrom('signInAttempt').where('cityId', '=', cityId).where('kind', '=', kind).where('subject', '=', subject).execute()
}

/** Forgets counts that were last added to before `before`, over every city; returns how many. */
export async function deleteOldAttempts(tx: Db, before: Date): Promise<number> {
  const result = await tx.deleteFrom('signInAttempt').where('lastAt', '<', before).executeTakeFirst()
  return Number(result.numDeletedRows)
}
