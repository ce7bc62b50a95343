import { type RawBuilder, sql } from 'kysely'
import { STAGES, type Stage } from '#cases/lifecycle.ts'
import type { LightMoments } from '#cases/light-moments.ts'
import { HANDLING_LIMIT_COUNTS } from '#cases/lights.ts'
import type { OverviewMoments } from '#cases/overview-moments.ts'
import { lightSql } from '#cases/queries-lights.ts'
import type { Level } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import '#cases/tables.ts'

/** Which cases of a city a statement counts: those of any of these areas (null: all), and of the zone where one is named. */
export interface CountScope {
  readonly cityId: string
  readonly areas: readonly string[] | null
  readonly zoneCode: string | null
}

/** The condition of a scope on "case", beside its city. '~' sorts after every digit and letter: the end of a prefix range. */
export function inScope({ areas, zoneCode }: CountScope): RawBuilder<boolean> {
  const conditions = [sql`true`]
  if (areas) {
    const each = areas.map((area) => sql`("case".place_code >= ${area} and "case".place_code < ${`${area}~`})`)
    conditions.push(each.length === 0 ? sql`false` : sql`(${sql.join(each, sql` or `)})`)
  }
  if (zoneCode !== null) conditions.push(sql`"case".zone_code = ${zoneCode}`)
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}

const instants = (list: readonly Date[]): RawBuilder<Date[]> => sql`${list.map((each) => each.toISOString())}::timestamptz[]`

const HANDLING_STAGES = sql.join(HANDLING_LIMIT_COUNTS.map((stage) => sql.lit(stage)))

/** When the active clock of an open case is due; null while it stands. */
export const activeDue = sql<Date | null>`case when "case".stage in (${HANDLING_STAGES}) then "case".due_at else "case".stage_due_at end`

/** What tells handling clocks apart that do not measure alike; null where the stage's own clock counts. */
export const handlingBudget = sql`case when "case".stage in (${HANDLING_STAGES}) then (clock_measure, clock_budget_ms)::text end`

/** Whether the active clock of an open case has run out, as `activeClockOf` (lights.ts) says it: one that stands has nothing left. */
export const isOverdue = (at: Date): RawBuilder<boolean> =>
  sql<boolean>`coalesce(${activeDue} < ${at}, "case".clock_remaining_ms < 0 and "case".stage in (${HANDLING_STAGES}), false)`

/** One count of open cases: of a child place, a zone, a stage with its loop level, or a day of report. */
export interface OpenCount {
  readonly child: string | null
  readonly zone: string | null
  readonly stage: Stage | null
  readonly loopLevel: Level | null
  /** Which of the days it was reported on, 1 the first; 0 before. */
  readonly day: number | null
  readonly open: number
  readonly green: number
  readonly yellow: number
  readonly red: number
  readonly overdue: number
}

/** All open cases of a scope, counted four ways in one pass. */
export async function listOpenCounts(
  tx: Db,
  scope: CountScope,
  lights: LightMoments,
  days: readonly Date[],
  childLength: number,
): Promise<OpenCount[]> {
  const { rows } = await sql<OpenCount>`
    with open as materialized (
      select left("case".place_code, ${childLength}::int) as child, coalesce("case".zone_code, '') as zone, "case".stage, "case".loop_level,
        width_bucket("case".reported_at, ${instants(days)}) as day, ${lightSql(lights)} as light, ${isOverdue(lights.at)} as late
      from "case" where "case".city_id = ${scope.cityId} and ${inScope(scope)} and "case".closed_at is null
    )
    select child, zone, stage, loop_level, day, count(*) as open, count(*) filter (where light = 'green') as green,
      count(*) filter (where light = 'yellow') as yellow, count(*) filter (where light = 'red') as red, count(*) filter (where late) as overdue
    from open group by grouping sets ((child), (zone), (stage, loop_level), (day))`.execute(tx)
  return rows
}

/** Cases that ended on one of the days and were reported on another (0: before the first), and of those closed how many were in time or late. */
export interface EndedCount {
  readonly endedDay: number
  readonly reportedDay: number
  readonly ended: number
  readonly closed: number
  readonly onTime: number
  readonly late: number
}

/** What ended since the first of the days. */
export async function listEndedCounts(tx: Db, scope: CountScope, { at }: OverviewMoments, days: readonly Date[]): Promise<EndedCount[]> {
  const { rows } = await sql<EndedCount>`
    select width_bucket(closed_at, ${instants(days)}) as ended_day, width_bucket(reported_at, ${instants(days)}) as reported_day,
      count(*) as ended, count(*) filter (where stage = 'closed') as closed,
      count(*) filter (where stage = 'closed' and on_time) as on_time, count(*) filter (where stage = 'closed' and not on_time) as late
    from "case" where "case".city_id = ${scope.cityId} and ${inScope(scope)} and closed_at >= ${days[0]} and closed_at <= ${at} group by 1, 2`.execute(
    tx,
  )
  return rows
}

export interface BucketCount {
  readonly what: 'reported' | 'closed'
  /** Which of the bounds it lies after, 1 the first. */
  readonly bucket: number
  readonly count: number
}

/** How many cases were reported, and how many closed, between each of the bounds (ascending) and the next, up to `at`. */
export async function listBucketCounts(tx: Db, scope: CountScope, bounds: readonly Date[], at: Date): Promise<BucketCount[]> {
  const { rows } = await sql<BucketCount>`
    select 'reported' as what, width_bucket(reported_at, ${instants(bounds)}) as bucket, count(*) as count from "case"
    where "case".city_id = ${scope.cityId} and ${inScope(scope)} and reported_at >= ${bounds[0]} and reported_at <= ${at} group by 2
    union all
    select 'closed', width_bucket(closed_at, ${instants(bounds)}), count(*) from "case"
    where "case".city_id = ${scope.cityId} and ${inScope(scope)} and closed_at >= ${bounds[0]} and closed_at <= ${at} and stage = 'closed' group by 2`.execute(
    tx,
  )
  return rows
}

export interface Flow {
  /** Null where cases entered the loop. */
  readonly from: Stage | null
  readonly to: Stage
  readonly count: number
}
export interface Escalation {
  readonly caseId: string
  readonly at: Date
  /** The event's own data. */
  readonly data: string
}
export interface Moves {
  readonly flows: readonly Flow[]
  readonly escalations: readonly Escalation[]
  readonly escalated: number
}

/** One row of either kind: a flow with its count, or an escalation with how many there were in all. */
interface MoveRow {
  readonly from: Stage | null
  readonly to: Stage
  readonly count: number
  readonly caseId: string | null
  readonly at: Date | null
  readonly data: string | null
}

/** What the history says since an instant, read once: how many cases moved from stage to stage, and the `limit` newest escalations. */
export async function listMoves(tx: Db, scope: CountScope, since: Date, at: Date, limit: number): Promise<Moves> {
  const whole = scope.areas === null && scope.zoneCode === null
  // Whatever changed its stage since then is open now or ended since then: few cases, whatever the history.
  const moving = sql`select id from "case" where "case".city_id = ${scope.cityId} and ${inScope(scope)} and (closed_at is null or closed_at >= ${since})`
  const { rows } = await sql<MoveRow>`
    with moved as materialized (
      select case_id, seq, action, from_stage, to_stage, at, case when action = 'escalate' then data end as data from case_event
      where city_id = ${scope.cityId} and at >= ${since} and at <= ${at}
        and (from_stage is distinct from to_stage or action = 'escalate') and ${whole ? sql`true` : sql`case_id in (${moving})`}
    )
    select from_stage as "from", to_stage as "to", count(*) as count, null::uuid as case_id, null::timestamptz as at, null as data
    from moved where from_stage is distinct from to_stage group by 1, 2
    union all (
      select from_stage, to_stage, count(*) over (), case_id, at, data
      from moved where action = 'escalate' order by at desc, case_id, seq desc limit ${limit}
    )`.execute(tx)
  const escalations = rows.flatMap(({ caseId, at: when, data }) => (caseId && when && data ? [{ caseId, at: when, data }] : []))
  const flows = rows.filter(({ caseId }) => caseId === null).map(({ from, to, count }) => ({ from, to, count }))
  const order = (stage: Stage | null): number => (stage === null ? -1 : STAGES.indexOf(stage))
  return {
    flows: flows.toSorted((a, b) => order(a.from) - order(b.from) || order(a.to) - order(b.to)),
    escalations,
    escalated: rows.find(({ caseId }) => caseId !== null)?.count ?? 0,
  }
}
