import { type Expression, type ExpressionBuilder, type Insertable, type SqlBool, sql } from 'kysely'
import { type NoticeKind, TOLD_WHEN_GONE } from '#cases/notice-kinds.ts'
import { NOTICED_LISTINGS } from '#cases/notice-rules.ts'
import { visibleTo } from '#cases/queries-lists.ts'
import { type Actor, addressesOf } from '#platform/actor.ts'
import type { Db, Tables } from '#platform/db.ts'
import '#cases/tables.ts'

type NoticeRow = Insertable<Tables['notice']>
type Where = ExpressionBuilder<Tables, 'notice' | 'case'>
type CaseWhere = Parameters<typeof visibleTo>[0]
type Condition = Expression<SqlBool>

/** Writes notices and returns the ids of those that are new: an event handed on twice tells nobody twice. */
export async function insertNotices(tx: Db, rows: readonly NoticeRow[]): Promise<string[]> {
  if (rows.length === 0) return []
  const made = await tx
    .insertInto('notice')
    .values([...rows])
    .onConflict((conflict) => conflict.columns(['cityId', 'eventId', 'addresseeKind', 'addresseeId']).doNothing())
    .returning('id')
    .execute()
  return made.map(({ id }) => id)
}

/** Who put a case on the list it stood on before event `seq`; null when it stood on none. */
export async function findLister(tx: Db, cityId: string, caseId: string, seq: number): Promise<string | null> {
  const last = await tx
    .selectFrom('caseEvent')
    .select(['action', 'personId'])
    .where('cityId', '=', cityId)
    .where('caseId', '=', caseId)
    .where('seq', '<', seq)
    .where('action', 'in', NOTICED_LISTINGS)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.action === 'put-on-list' ? last.personId : null
}

/** What is addressed to an actor, and of a case they may see; or that they are told although it has left their unit. */
function heardBy(where: Where, actor: Actor): Condition {
  const addressed = addressesOf(actor).map(({ kind, id }) =>
    where.and([where('notice.addresseeKind', '=', kind), where('notice.addresseeId', '=', id)]),
  )
  const seen = where.or([visibleTo(where as unknown as CaseWhere, actor), where('notice.kind', 'in', [...TOLD_WHEN_GONE])])
  return where.and([where('notice.cityId', '=', actor.cityId), addressed.length === 0 ? where.lit(false) : where.or(addressed), seen])
}

const heard = (tx: Db, actor: Actor) =>
  tx
    .selectFrom('notice')
    .innerJoin('case', (join) => join.onRef('case.cityId', '=', 'notice.cityId').onRef('case.id', '=', 'notice.caseId'))
    .leftJoin('noticeRead', (join) =>
      join
        .onRef('noticeRead.cityId', '=', 'notice.cityId')
        .onRef('noticeRead.noticeId', '=', 'notice.id')
        .on('noticeRead.personId', '=', actor.personId),
    )
    .where((where) => heardBy(where as unknown as Where, actor))

export interface HeardNotice {
  readonly id: string
  readonly kind: NoticeKind
  readonly caseId: string
  readonly number: string
  readonly at: Date
  readonly readAt: Date | null
  readonly mayOpen: boolean
}

/** A page of an actor's notices, newest first, those older than `after` only. Ids are in the order of the events. */
export const listNotices = (tx: Db, actor: Actor, after: string | undefined, limit: number): Promise<HeardNotice[]> =>
  heard(tx, actor)
    .select(['notice.id', 'notice.kind', 'notice.caseId', 'case.number', 'notice.at', 'noticeRead.at as readAt'])
    .select((where) => sql<boolean>`coalesce(${visibleTo(where as unknown as CaseWhere, actor)}, false)`.as('mayOpen'))
    .$if(after !== undefined, (query) => query.where('notice.id', '<', after ?? ''))
    .orderBy('notice.id', 'desc')
    .limit(limit)
    .execute()

export async function countUnread(tx: Db, actor: Actor): Promise<number> {
  const { total } = await heard(tx, actor)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('noticeRead.noticeId', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(total)
}

export type ReadMark = { readonly upTo: string } | { readonly ids: readonly string[] }

/** Marks notices of an actor as read; those of others, and those read before, stay as they are. */
export async function setNoticesRead(tx: Db, actor: Actor, personId: string, mark: ReadMark): Promise<void> {
  const chosen = heard(tx, actor)
    .select(({ val }) => [
      sql<string>`${actor.cityId}`.as('cityId'),
      sql<string>`${personId}::uuid`.as('personId'),
      'notice.id as noticeId',
      val(actor.at).as('at'),
    ])
    .where('noticeRead.noticeId', 'is', null)
    .$if('upTo' in mark, (query) => query.where('notice.id', '<=', 'upTo' in mark ? mark.upTo : ''))
    .$if('ids' in mark, (query) => query.where('notice.id', 'in', 'ids' in mark ? [...mark.ids] : []))
  await tx
    .insertInto('noticeRead')
    .columns(['cityId', 'personId', 'noticeId', 'at'])
    .expression(chosen)
    .onConflict((conflict) => conflict.columns(['cityId', 'personId', 'noticeId']).doNothing())
    .execute()
}

/** Removes the notices of a city older than an instant, with their marks; returns how many. */
export async function deleteNoticesBefore(tx: Db, cityId: string, before: Date): Promise<number> {
  const result = await tx.deleteFrom('notice').where('cityId', '=', cityId).where('at', '<', before).executeTakeFirst()
  return Number(result.numDeletedRows)
}
