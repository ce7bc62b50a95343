import { type Selectable, sql } from 'kysely'
import type { SecondFactorTable } from '#identity/tables.ts'
import type { Db } from '#platform/db.ts'

export type Factor = Selectable<SecondFactorTable>

export const findFactor = (tx: Db, cityId: string, personId: string): Promise<Factor | undefined> =>
  tx.selectFrom('secondFactor').selectAll().where('cityId', '=', cityId).where('personId', '=', personId).executeTakeFirst()

/** A secret not confirmed yet, in the place of another such; a confirmed one stays. Returns whether it was taken. */
export async function insertFactor(tx: Db, row: Pick<Factor, 'cityId' | 'personId' | 'sealedSecret' | 'createdAt'>): Promise<boolean> {
  const { sealedSecret, createdAt } = row
  const result = await tx
    .insertInto('secondFactor')
    .values({ ...row, confirmedAt: null, lastStep: 0 })
    .onConflict((conflict) =>
      conflict
        .columns(['cityId', 'personId'])
        .doUpdateSet({ sealedSecret, createdAt, lastStep: 0 })
        .where('secondFactor.confirmedAt', 'is', null),
    )
    .executeTakeFirst()
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0
}

/** Takes the code of a step, confirming the factor with the first; false when a code of that step or a later one was taken already. */
export async function setFactorUsed(tx: Db, cityId: string, personId: string, step: number, at: Date): Promise<boolean> {
  const result = await tx
    .updateTable('secondFactor')
    .set({ lastStep: step, confirmedAt: sql<Date>`coalesce(confirmed_at, ${at})` })
    .where('cityId', '=', cityId)
    .where('personId', '=', personId)
    .where('lastStep', '<', step)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) > 0
}

/** Takes a person's second factor away with its recovery codes; returns whether there was one. */
export async function deleteFactor(tx: Db, cityId: string, personId: string): Promise<boolean> {
  const result = await tx.deleteFrom('secondFactor').where('cityId', '=', cityId).where('personId', '=', personId).executeTakeFirst()
  return Number(result.numDeletedRows) > 0
}

/** Puts new recovery codes in the place of all there were. */
export async function insertRecoveryCodes(tx: Db, cityId: string, personId: string, codeHashes: readonly string[]): Promise<void> {
  await tx.deleteFrom('recoveryCode').where('cityId', '=', cityId).where('personId', '=', personId).execute()
  await tx
    .insertInto('recoveryCode')
    .values(codeHashes.map((codeHash) => ({ cityId, personId, codeHash, usedAt: null })))
    .execute()
}

/** Uses a recovery code up; false when there is none such, or it was used. */
export async function setRecoveryCodeUsed(tx: Db, cityId: string, personId: string, codeHash: string, at: Date): Promise<boolean> {
  const result = await tx
    .updateTable('recoveryCode')
    .set({ usedAt: at })
    .where('cityId', '=', cityId)
    .where('personId', '=', personId)
    .where('codeHash', '=', codeHash)
    .where('usedAt', 'is', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) > 0
}

export async function countRecoveryCodes(tx: Db, cityId: string, personId: string): Promise<number> {
  const { left } = await tx
    .selectFrom('recoveryCode')
    .select(sql<number>`count(*)`.as('left'))
    .where('cityId', '=', cityId)
    .where('personId', '=', personId)
    .where('usedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return left
}
