import { type RawBuilder, sql } from 'kysely'
import type { ClockColumns } from '#cases/clocks.ts'
import type { Stage } from '#cases/lifecycle.ts'
import { activeDue, type CountScope, handlingBudget, inScope, isOverdue } from '#cases/queries-overview.ts'
import { inForce } from '#organisation/in-force.ts'
import type { Level } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import '#cases/tables.ts'
import '#catalogue/tables.ts'
import '#organisation/tables.ts'

/** A case with its clocks. */
export interface ClockedCase extends ClockColumns {
  readonly id: string
  readonly number: string
  readonly stage: Stage
  readonly stageEnteredAt: Date
  readonly stageDueAt: Date | null
}

/**
 * Candidates for the worst overdue: among cases whose clocks measure alike the one due first is the furthest over, so the `limit` first of each
 * kind hold the `limit` worst of all. A standing clock has no due moment; it is compared by what it has left.
 */
export async function listOverdueCandidates(tx: Db, scope: CountScope, at: Date, limit: number): Promise<ClockedCase[]> {
  const { rows } = await sql<ClockedCase>`
    with late as (
      select id, number, stage, stage_entered_at, stage_due_at, clock_measure, clock_budget_ms, clock_remaining_ms, clock_running_since, due_at,
        row_number() over (
          partition by ${activeDue} is null, stage_due_at - stage_entered_at, ${handlingBudget} order by ${activeDue}, clock_remaining_ms, id
        ) as nth
      from "case" where "case".city_id = ${scope.cityId} and ${inScope(scope)} and closed_at is null and ${isOverdue(at)}
    )
    select * from late where nth <= ${limit}`.execute(tx)
  return rows
}

/** Cases on the supervision list that are still open, the city's first, then by number; each says how many there are in all. */
export async function listListed(tx: Db, scope: CountScope, limit: number): Promise<{ id: string; total: number }[]> {
  const { rows } = await sql<{ id: string; total: number }>`
    select id, count(*) over () as total from "case" where "case".city_id = ${scope.cityId} and ${inScope(scope)} and listed_level is not null and closed_at is null
    order by array_position(array['city', 'district', 'street', 'community'], listed_level), number limit ${limit}`.execute(tx)
  return rows
}

/** A case as a wall names it. */
export interface NamedCase extends ClockedCase {
  readonly typeCode: string | null
  readonly typeName: string | null
  readonly typeNameEn: string | null
  readonly placeCode: string
  readonly districtName: string | null
  readonly districtNameEn: string | null
  readonly streetName: string | null
  readonly streetNameEn: string | null
  readonly unitName: string | null
  readonly listedLevel: Level | null
}

export interface Naming {
  readonly cityId: string
  /** The day whose names are meant, YYYY-MM-DD. */
  readonly today: string
  readonly districtLength: number
  readonly streetLength: number
}

const divisionOf = ({ cityId, today }: Naming, alias: string, length: number): RawBuilder<unknown> => sql`
  left join division ${sql.ref(alias)} on ${sql.ref(`${alias}.city_id`)} = ${cityId}
    and ${sql.ref(`${alias}.code`)} = left(c.place_code, ${length}::int) and ${inForce(alias, today)}`

/** These cases with what their types, places and units are called, by id. */
export async function listNamedCases(tx: Db, naming: Naming, ids: readonly string[]): Promise<Map<string, NamedCase>> {
  const { rows } = await sql<NamedCase>`
    select c.id, c.number, c.stage, c.stage_entered_at, c.stage_due_at, c.type_code, t.name as type_name, t.name_en as type_name_en, c.place_code,
      district.name as district_name, district.name_en as district_name_en, street.name as street_name, street.name_en as street_name_en,
      u.name as unit_name, c.listed_level, c.clock_measure, c.clock_budget_ms, c.clock_remaining_ms, c.clock_running_since, c.due_at
    from "case" c
    left join problem_type t on t.city_id = c.city_id and t.version_id = c.catalogue_version_id and t.code = c.type_code
    left join unit u on u.city_id = c.city_id and u.id = c.unit_id
    ${divisionOf(naming, 'district', naming.districtLength)} ${divisionOf(naming, 'street', naming.streetLength)}
    where c.city_id = ${naming.cityId} and c.id = any(${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}
