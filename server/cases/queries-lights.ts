import { type RawBuilder, sql } from 'kysely'
import type { LightMoments } from '#cases/light-moments.ts'
import { HANDLING_LIMIT_COUNTS } from '#cases/lights.ts'
import type { Db } from '#platform/db.ts'
import '#cases/tables.ts'

/**
 * The budgets (ms) of all working clocks that run in a city: few, for they come from the catalogue's limits and granted extensions. Each is found
 * from the one before in the index case_running, so that it costs as many steps as there are budgets and not as there are clocks.
 */
export async function listRunningBudgets(tx: Db, cityId: string): Promise<number[]> {
  const next = (after: RawBuilder<boolean>): RawBuilder<number | null> =>
    sql`(select min(clock_budget_ms) from "case"
      where city_id = ${cityId} and clock_measure = 'working' and clock_running_since is not null and ${after})`
  const { rows } = await sql<{ ms: number }>`
    with recursive budget as (
      select ${next(sql`true`)} as ms
      union all select ${next(sql`clock_budget_ms > budget.ms`)} from budget where budget.ms is not null
    )
    select ms from budget where ms is not null`.execute(tx)
  return rows.map(({ ms }) => ms)
}

/**
 * The light of the active clock as SQL: what `activeClockOf` (lights.ts) says of each case, without reading it. Null where that has none.
 * A standing clock keeps the light of the budget it has left, and one that runs again is never better than it was when it began to.
 */
export function lightSql(moments: LightMoments): RawBuilder<'green' | 'yellow' | 'red' | null> {
  const { at } = moments
  return sql`case
    when "case".closed_at is not null then null
    when "case".stage in (${sql.join(HANDLING_LIMIT_COUNTS)}) then case
      when "case".clock_running_since is null or "case".clock_remaining_ms < 0 then ${standingLight}
      when "case".clock_measure = 'working' then ${workingLight(moments)}
      when "case".due_at < ${at} then 'red'
      when date_part('epoch', "case".due_at - ${at}::timestamptz) * 5000 < "case".clock_budget_ms then 'yellow'
      else ${standingLight} end
    when "case".stage_due_at is null then null
    when "case".stage_due_at < ${at} then 'red'
    when ("case".stage_due_at - ${at}::timestamptz) * 5 < greatest("case".stage_due_at - "case".stage_entered_at, interval '1 minute') then 'yellow'
    else 'green' end`
}

const standingLight = sql`case
  when "case".clock_remaining_ms is null then null
  when "case".clock_remaining_ms < 0 then 'red'
  when "case".clock_remaining_ms * 5 < "case".clock_budget_ms then 'yellow'
  else 'green' end`

/** Without a calendar for this year only what is past its deadline is known. */
const workingLight = ({ at, workedUntil, budgets, yellowBefore }: LightMoments) =>
  workedUntil === null
    ? sql`case when "case".due_at < ${at} then 'red' end`
    : sql`case
        when "case".due_at < ${workedUntil} then 'red'
        when "case".due_at < (${[...yellowBefore]}::timestamptz[])[array_position(${[...budgets]}::bigint[], "case".clock_budget_ms)] then 'yellow'
        else ${standingLight} end`
