import { sql } from 'kysely'
import { PRECISION } from '#organisation/area.ts'
import { inForce } from '#organisation/in-force.ts'
import type { Db } from '#platform/db.ts'
import '#organisation/tables.ts'

/** The codes of a division and of everything above it on a day, nearest first. */
export async function listAncestors(tx: Db, cityId: string, code: string, on: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    with recursive above as (
      select code, parent_code, 0 as step from division where city_id = ${cityId} and code = ${code} and ${inForce('division', on)}
      union all
      select division.code, division.parent_code, above.step + 1 from division join above on division.code = above.parent_code
      where division.city_id = ${cityId} and ${inForce('division', on)}
    ) select code from above order by step`.execute(tx)
  return rows.map((row) => row.code)
}

/** How many others of its level stand directly below a parent on a day. */
export async function countSiblings(tx: Db, cityId: string, parentCode: string, code: string, on: string): Promise<number> {
  const { total } = await tx
    .selectFrom('division')
    .select((each) => each.fn.countAll<number>().as('total'))
    .where('cityId', '=', cityId)
    .where('parentCode', '=', parentCode)
    .where('code', '<>', code)
    .where(inForce('division', on))
    .executeTakeFirstOrThrow()
  return total
}

export interface OutlineShift {
  /** Of the new version. */
  readonly id: string
  readonly code: string
  /** Gives the ground away; else takes it. */
  readonly loses: boolean
}

/** Ends the versions of divisions on a day and opens the next without, or with, the ground of a division whose own version ended that day. */
export async function setOutlinesShifted(
  tx: Db,
  cityId: string,
  { shifts, moved, on }: { readonly shifts: readonly OutlineShift[]; readonly moved: string; readonly on: string },
): Promise<void> {
  await sql`
    with shift as (
      select * from unnest(${shifts.map(({ id }) => id)}::uuid[], ${shifts.map(({ code }) => code)}::text[],
        ${shifts.map(({ loses }) => loses)}::boolean[]) as s(id, code, loses)
    ), ended as (
      update division set valid_to = ${on}::date from shift
      where division.city_id = ${cityId} and division.code = shift.code and ${inForce('division', on)} returning division.*
    ), ground as (select area from division where city_id = ${cityId} and code = ${moved} and valid_to = ${on}::date)
    insert into division (city_id, id, code, level, parent_code, name, name_en, area, synthetic, valid_from, valid_to)
    select ended.city_id, shift.id, ended.code, level, parent_code, name, name_en,
      case when ended.area is null or ground.area is null then ended.area
        when loses then st_multi(st_collectionextract(st_difference(ended.area, ground.area, ${PRECISION}::float8), 3))
        else st_multi(st_collectionextract(st_union(ended.area, ground.area, ${PRECISION}::float8), 3)) end,
      synthetic, ${on}::date, null
    from ended join shift on shift.code = ended.code cross join ground`.execute(tx)
}
