import { type RawBuilder, sql } from 'kysely'
import type { LightMoments } from '#cases/light-moments.ts'
import { HANDLING_LIMIT_COUNTS } from '#cases/lights.ts'
import type { Db } from '#platform/db.ts'
import '#cases/tables.ts'

/** The budgets (ms) of all working clocks that run in a city: few, for they come from the catalogue's limits and granted extensions. */
export async function listRunningBudgets(tx: Db, cityId: string): Promise<number[]> {
  const rows = await tx
    .selectFrom('case')
    .select('clockBudgetMs')
    .distinct()
    .where('cityId', '=', cityId)
    .where('clockMeasure', '=', 'working')
    .where('clockRunningSince', 'is not', null)
    .execute()
  return rows.flatMap(({ clockBudgetMs }) => (clockBudgetMs === null ? [] : [clockBudgetMs]))
}

/**
 * The light of the active clock as SQL: what `activeClockOf` (lights.ts) says of each case, without reading it. Null where that has none.
 * A standing clock keeps the light of the budget it has left.
 */
export function lightSql(moments: LightMoments): RawBuilder<'green' | 'yellow' | 'red' | null> {
  const { at } = moments
  return sql`case
    when "case".closed_at is not null then null
    when "case".stage in (${sql.join(HANDLING_LIMIT_COUNTS)}) then case
      when "case".clock_running_since is null then ${standingLight}
      when "case".clock_measure = 'working' then ${workingLight(moments)}
      when "case".due_at < ${at} then 'red'
      when date_part('epoch', "case".due_at - ${at}::timestamptz) * 5000 < "case".clock_budget_ms then 'yellow'
      else 'green' end
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
        else 'green' end`
