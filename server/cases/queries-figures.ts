import { sql } from 'kysely'
import { COUNTED, type Counts, type FigureLine } from '#cases/figures.ts'
import type { CountScope } from '#cases/queries-overview.ts'
import type { Db } from '#platform/db.ts'
import '#cases/tables.ts'

/** Waits until nobody makes the figures anew, and keeps anybody from beginning to until the transaction ends. */
export const lockFiguresShared = (tx: Db) => sql`lock table case_month in row exclusive mode`.execute(tx)

/** Begins a transaction that waits until nobody adds to the figures, keeps everybody from it, and sees everything as it was at that moment. */
export async function lockFigures(tx: Db): Promise<void> {
  await sql`set transaction isolation level repeatable read`.execute(tx)
  await sql`lock table case_month in share row exclusive mode`.execute(tx)
}

/** Whether the figures of a city are kept already. */
export const haveFiguresBegun = async (tx: Db, cityId: string): Promise<boolean> =>
  (await tx.selectFrom('caseMonthBegun').select('at').where('cityId', '=', cityId).executeTakeFirst()) !== undefined

export async function setFiguresBegun(tx: Db, cityId: string, at: Date): Promise<void> {
  const write = tx.insertInto('caseMonthBegun').values({ cityId, at })
  await write.onConflict((conflict) => conflict.column('cityId').doUpdateSet({ at })).execute()
}

/** Adds lines, in the order given, to those that are there. */
export async function appendFigures(tx: Db, cityId: string, lines: readonly FigureLine[]): Promise<void> {
  if (lines.length === 0) return
  await tx
    .insertInto('caseMonth')
    .values(lines.map((line) => ({ cityId, ...line })))
    .onConflict((conflict) =>
      conflict
        .columns(['cityId', 'month', 'placeCode', 'typeCode'])
        .doUpdateSet((row) =>
          Object.fromEntries(COUNTED.map((name) => [name, sql<number>`${row.ref(`caseMonth.${name}`)} + ${row.ref(`excluded.${name}`)}`])),
        ),
    )
    .execute()
}

export const deleteFigures = (tx: Db, cityId: string) => tx.deleteFrom('caseMonth').where('cityId', '=', cityId).execute()

/** The first and the last instant a city's figures know of; undefined when it has no case. */
export async function findFigureSpan(tx: Db, cityId: string): Promise<{ first: Date; last: Date } | undefined> {
  const { rows } = await sql<{ first: Date | null; last: Date | null }>`
    select (select min(reported_at) from "case" where city_id = ${cityId}) as first,
      greatest((select max(reported_at) from "case" where city_id = ${cityId}),
        (select max(closed_at) from "case" where city_id = ${cityId} and closed_at is not null)) as last`.execute(tx)
  const [span] = rows
  return span?.first && span.last ? { first: span.first, last: span.last } : undefined
}

/** Counts the cases reported and those ended from one instant to before another, which are the borders of months, into the figures. */
export async function insertFigures(tx: Db, cityId: string, timeZone: string, placeLength: number, from: Date, to: Date): Promise<void> {
  const named = (at: 'reported_at' | 'closed_at') => sql`
    date_trunc('month', ${sql.ref(at)} at time zone ${timeZone})::date as month, left(place_code, ${placeLength}::int) as place_code,
    coalesce(type_code, '') as type_code`
  await sql`
    insert into case_month (city_id, month, place_code, type_code, reported, ended, closed, on_time, late)
    select ${cityId}, month, place_code, type_code, sum(reported), sum(ended), sum(closed), sum(on_time), sum(late) from (
      select ${named('reported_at')}, count(*) as reported, 0 as ended, 0 as closed, 0 as on_time, 0 as late
      from "case" where city_id = ${cityId} and reported_at >= ${from} and reported_at < ${to} group by 1, 2, 3
      union all
      select ${named('closed_at')}, 0, count(*), count(*) filter (where stage = 'closed'),
        count(*) filter (where stage = 'closed' and on_time), count(*) filter (where stage = 'closed' and not on_time)
      from "case" where city_id = ${cityId} and closed_at is not null and closed_at >= ${from} and closed_at < ${to} group by 1, 2, 3
    ) counted group by month, place_code, type_code`.execute(tx)
}

export interface FigureRow extends Counts {
  /** YYYY-MM */
  readonly month: string
  readonly placeCode: string
  readonly typeCode: string
}

/** Figures from one month to another ('YYYY-MM-01', both inclusive), by month, by type, and by place of the length of code asked for. */
export async function listFigures(
  tx: Db,
  { cityId, areas }: CountScope,
  from: string,
  to: string,
  codeLength: number,
): Promise<FigureRow[]> {
  const within = (areas ?? ['']).map((area) => sql`(place_code >= ${area} and place_code < ${`${area}~`})`)
  const { rows } = await sql<FigureRow>`
    select to_char(month, 'YYYY-MM') as month, left(place_code, ${codeLength}::int) as place_code, type_code,
      sum(reported)::int as reported, sum(ended)::int as ended, sum(closed)::int as closed, sum(on_time)::int as on_time, sum(late)::int as late
    from case_month
    where city_id = ${cityId} and month >= ${from}::date and month <= ${to}::date and (${within.length === 0 ? sql`false` : sql.join(within, sql` or `)})
    group by case_month.month, 2, 3 order by case_month.month, 2, 3`.execute(tx)
  return rows
}
