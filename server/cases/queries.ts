import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { CaseChanges, CaseEvent, CaseState } from '#cases/case-state.ts'
import { gramsOf } from '#cases/search-grams.ts'
import type { Db, Tables } from '#platform/db.ts'
import { outboxInsertion, type WaitingRow } from '#platform/queries-outbox.ts'
import '#cases/tables.ts'
import '#organisation/tables.ts'

const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Everything of the row but the search columns: exactly what the history replays to. */
export const STATE_COLUMNS = [
  'cityId', 'id', 'number', 'version', 'headHash', 'stage', 'stageEnteredAt', 'stageDueAt', 'origin', 'channel', 'originLevel', 'loopLevel',
  'closingLevel', 'description', 'typeCode', 'conditionNumber', 'catalogueVersionId', 'urgency', 'impactArea', 'lon', 'lat', 'address', 'placeCode',
  'zoneCode', 'regionClass', 'componentCode', 'shopfrontCode', 'reporterId', 'reporterUnitId', 'unitId', 'handlerId', 'handledBy', 'inspectorId',
  'checkedBy', 'assisting', 'photos', 'reportedAt', 'filedAt', 'dispatchedAt', 'receivedAt', 'handledAt', 'closedAt', 'limitValue', 'limitUnit',
  'clockMeasure', 'clockBudgetMs', 'clockRemainingMs', 'clockRunningSince', 'dueAt', 'onTime', 'pending', 'pendingAt', 'pendingDetail',
  'suspendedUntil', 'escalationStep', 'nextEscalationAt', 'listedLevel', 'listedOwnerPostId', 'round', 'returnCount', 'reworkCount',
  'extensionCount', 'suspensionCount', 'urgeCount', 'urgeDueAt', 'selfHandled', 'primaryCaseId', 'outcome', 'solved', 'satisfied',
] as const // biome-ignore format: a list

/** The same as text, made once: it is part of the statement asked most often. */
const STATE_SQL = sql.raw(STATE_COLUMNS.map((column) => `"case".${snakeCase(column)}`).join(', '))

type Locked = CaseState & Pick<Selectable<Tables['city']>, 'settings' | 'calendarStamp' | 'timeZone'> & { readonly heard: boolean }

const JSON_COLUMNS = new Set(['handledBy', 'assisting', 'photos', 'pendingDetail'])
const asColumns = (changes: CaseChanges): Updateable<Tables['case']> =>
  Object.fromEntries(
    Object.entries(changes).map(([key, value]) => [key, JSON_COLUMNS.has(key) && value !== null ? JSON.stringify(value) : value]),
  )

/**
 * Locks the case until the transaction ends, with the settings of its city and whether the request was heard before in the same round trip.
 * A repeat that had to wait for the lock may still read `heard` false; it then holds a stale version.
 */
export async function lockCase(tx: Db, cityId: string, id: string, requestId: string) {
  const { rows } = await sql<Locked>`
    select ${STATE_SQL}, city.settings, city.calendar_stamp, city.time_zone, exists (
      select from case_event where case_event.city_id = ${cityId} and case_event.request_id = ${requestId}
    ) as heard
    from "case" join city on city.city_id = "case".city_id
    where "case".city_id = ${cityId} and "case".id = ${id} for update of "case"`.execute(tx)
  if (!rows[0]) return undefined
  const { settings, calendarStamp, timeZone, heard, ...row } = rows[0]
  return { row: row satisfies CaseState, settings, calendarStamp, timeZone, heard }
}

export const findCase = (tx: Db, cityId: string, id: string): Promise<CaseState | undefined> =>
  tx.selectFrom('case').select(STATE_COLUMNS).where('cityId', '=', cityId).where('id', '=', id).executeTakeFirst()

/** Another case than the one that moves, locked as well. */
export const lockOtherCase = (tx: Db, cityId: string, id: string): Promise<CaseState | undefined> =>
  tx.selectFrom('case').select(STATE_COLUMNS).where('cityId', '=', cityId).where('id', '=', id).forUpdate().executeTakeFirst()

export const findCaseByNumber = (tx: Db, cityId: string, number: string): Promise<CaseState | undefined> =>
  tx.selectFrom('case').select(STATE_COLUMNS).where('cityId', '=', cityId).where('number', '=', number).executeTakeFirst()

/** A new case with its first event and what is told of it, in one statement. */
export const insertCase = (tx: Db, row: CaseState, searchText: string, event: CaseEvent, told: WaitingRow) =>
  tx
    .with('made', (db) =>
      db
        .insertInto('case')
        .values({ ...(asColumns(row) as Insertable<Tables['case']>), searchText, searchGrams: gramsOf(searchText) })
        .returning('id'),
    )
    .with('told', (db) => outboxInsertion(db, told))
    .insertInto('caseEvent')
    .values(event)
    .execute()

/** The changed columns, the event that changed them and what is told of it, in one statement. The row must be locked by this transaction. */
export const appendEvent = (tx: Db, event: CaseEvent, changes: CaseChanges, told: WaitingRow) =>
  tx
    .with('moved', (db) =>
      db
        .updateTable('case')
        .set(asColumns(changes))
        .set({ stage: event.toStage, version: event.seq, headHash: event.hash })
        .where('cityId', '=', event.cityId)
        .where('id', '=', event.caseId)
        .returning('id'),
    )
    .with('told', (db) => outboxInsertion(db, told))
    .insertInto('caseEvent')
    .values(event)
    .execute()

export const findEventByRequest = (tx: Db, cityId: string, requestId: string): Promise<CaseEvent | undefined> =>
  tx.selectFrom('caseEvent').selectAll().where('cityId', '=', cityId).where('requestId', '=', requestId).executeTakeFirst()

export const listEvents = (tx: Db, cityId: string, caseId: string, afterSeq = 0): Promise<CaseEvent[]> =>
  tx
    .selectFrom('caseEvent')
    .selectAll()
    .where('cityId', '=', cityId)
    .where('caseId', '=', caseId)
    .where('seq', '>', afterSeq)
    .orderBy('seq')
    .execute()

export const insertContact = (tx: Db, row: Tables['caseContact']) => tx.insertInto('caseContact').values(row).execute()

export const findContact = (tx: Db, cityId: string, caseId: string) =>
  tx.selectFrom('caseContact').select(['name', 'contact']).where('cityId', '=', cityId).where('caseId', '=', caseId).executeTakeFirst()

/** Open cases whose handling limit has run out once more than the ladder has heard of. */
export const listToEscalate = (tx: Db, cityId: string, at: Date, after: string, limit: number) =>
  tx
    .selectFrom('case')
    .select(['id', 'version'])
    .where('cityId', '=', cityId)
    .where('nextEscalationAt', '<=', at)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()

/** Suspended cases whose end date has come. */
export const listToResume = (tx: Db, cityId: string, at: Date, after: string, limit: number) =>
  tx
    .selectFrom('case')
    .select(['id', 'version'])
    .where('cityId', '=', cityId)
    .where('suspendedUntil', '<=', at)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()

/** Cases merged under this one, with what decides who may see them. */
export const listMerged = (tx: Db, cityId: string, primaryCaseId: string) =>
  tx
    .selectFrom('case')
    .select(['id', 'number', 'placeCode', 'unitId', 'assisting', 'reporterId', 'inspectorId'])
    .where('cityId', '=', cityId)
    .where('primaryCaseId', '=', primaryCaseId)
    .execute()

export const deleteExpiredContacts = (tx: Db, cityId: string, at: Date) =>
  tx.deleteFrom('caseContact').where('cityId', '=', cityId).where('deleteAfter', '<=', at).executeTakeFirst()
