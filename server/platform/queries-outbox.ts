import { type Selectable, sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { OutboxTable } from '#platform/tables.ts'

export type OutboxRow = Selectable<OutboxTable>

/** A row before anybody has taken it. */
export type WaitingRow = Pick<OutboxRow, 'cityId' | 'id' | 'topic' | 'subjectId' | 'data' | 'at'>

/** The insertion of a row, for a statement that writes more than that in one round trip. */
export const outboxInsertion = (db: Pick<Db, 'insertInto'>, row: WaitingRow) =>
  db.insertInto('outbox').values({ ...row, data: JSON.stringify(row.data), processedAt: null })

export async function appendOutboxRow(tx: Db, row: WaitingRow): Promise<void> {
  await outboxInsertion(tx, row).execute()
}

/** Cities with rows that may be taken at `at`. Reads the partial index of waiting rows only. */
export async function listWaitingCities(tx: Db, at: Date): Promise<string[]> {
  const rows = await tx
    .selectFrom('outbox')
    .select('cityId')
    .distinct()
    .where('processedAt', 'is', null)
    .where((where) => where.or([where('nextAttemptAt', 'is', null), where('nextAttemptAt', '<=', at)]))
    .execute()
  return rows.map(({ cityId }) => cityId)
}

/** Locks the city's next waiting rows in the order of their ids, passing over those another process has. */
export const lockWaiting = (tx: Db, cityId: string, at: Date, limit: number): Promise<OutboxRow[]> =>
  tx
    .selectFrom('outbox')
    .selectAll()
    .where('cityId', '=', cityId)
    .where('processedAt', 'is', null)
    .where((where) => where.or([where('nextAttemptAt', 'is', null), where('nextAttemptAt', '<=', at)]))
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()

/** What the rows still waiting in a city say, whenever their next attempt is. */
export async function listWaitingData(tx: Db, cityId: string): Promise<unknown[]> {
  const rows = await tx.selectFrom('outbox').select('data').where('cityId', '=', cityId).where('processedAt', 'is', null).execute()
  return rows.map(({ data }) => data)
}

export async function setProcessed(tx: Db, cityId: string, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return
  await tx.updateTable('outbox').set({ processedAt: at }).where('cityId', '=', cityId).where('id', 'in', ids).execute()
}

export async function setFailed(tx: Db, row: OutboxRow, nextAttemptAt: Date, lastError: string): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ attempts: row.attempts + 1, nextAttemptAt, lastError })
    .where('cityId', '=', row.cityId)
    .where('id', '=', row.id)
    .execute()
}

/** Removes rows handed on before `before`; returns how many. */
export async function deleteProcessed(tx: Db, before: Date): Promise<number> {
  const result = await tx.deleteFrom('outbox').where('processedAt', '<', before).executeTakeFirst()
  return Number(result.numDeletedRows)
}

/**
 * The city's rows handed on after the row `id`, in the order they were; undefined when that row is no longer kept. Ordered by when they were
 * handed on, not by id: a transaction that commits late may carry an earlier id.
 */
export async function listProcessedAfter(tx: Db, cityId: string, id: string, limit: number): Promise<OutboxRow[] | undefined> {
  const last = await tx
    .selectFrom('outbox')
    .select(['processedAt', 'id'])
    .where('cityId', '=', cityId)
    .where('id', '=', id)
    .where('processedAt', 'is not', null)
    .executeTakeFirst()
  if (!last) return undefined
  return tx
    .selectFrom('outbox')
    .selectAll()
    .where('cityId', '=', cityId)
    .where(sql<boolean>`(processed_at, id) > (${last.processedAt}, ${last.id}::uuid)`)
    .orderBy('processedAt')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Age in milliseconds of the oldest waiting row at `at`, over all cities; 0 when nothing waits. */
export async function readOutboxLag(tx: Db, at: Date): Promise<number> {
  const row = await tx
    .selectFrom('outbox')
    .select(({ fn }) => fn.min('at').as('oldest'))
    .where('processedAt', 'is', null)
    .executeTakeFirst()
  return row?.oldest ? Math.max(0, at.getTime() - row.oldest.getTime()) : 0
}
