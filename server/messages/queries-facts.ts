import { sql } from 'kysely'
import type { Stage } from '#cases/lifecycle.ts'
import { inForce } from '#organisation/in-force.ts'
import type { CodeLengths } from '#organisation/place-code.ts'
import type { Db } from '#platform/db.ts'
import '#cases/tables.ts'
import '#catalogue/tables.ts'
import '#organisation/tables.ts'

/** What is told of a case, with the names of its type and of the divisions it lies in. */
export interface NamedFacts {
  readonly id: string
  readonly number: string
  readonly urgency: 'urgent' | 'normal'
  readonly outcome: string | null
  readonly dueAt: Date | null
  readonly typeName: string | null
  readonly typeNameEn: string | null
  readonly places: readonly { readonly name: string; readonly nameEn: string | null }[]
}

/** The cases of these ids, with names in force on a day; district, street and community from the widest to the narrowest. */
export async function listNamedFacts(
  tx: Db,
  cityId: string,
  ids: readonly string[],
  lengths: CodeLengths,
  on: string,
): Promise<NamedFacts[]> {
  const { rows } = await sql<NamedFacts>`
    select c.id, c.number, c.urgency, c.outcome, c.due_at, t.name as type_name, t.name_en as type_name_en,
      coalesce((
        select jsonb_agg(jsonb_build_object('name', d.name, 'nameEn', d.name_en) order by length(d.code)) from division d
        where d.city_id = c.city_id and ${inForce('d', on)} and d.code in
          (left(c.place_code, ${lengths.district}::int), left(c.place_code, ${lengths.street}::int), left(c.place_code, ${lengths.community}::int))
      ), '[]'::jsonb) as places
    from "case" c
    left join problem_type t on t.city_id = c.city_id and t.version_id = c.catalogue_version_id and t.code = c.type_code
    where c.city_id = ${cityId} and c.id = any(${[...ids]}::uuid[])`.execute(tx)
  return rows
}

export interface PrimaryCase {
  readonly id: string
  readonly primaryId: string
  readonly primaryStage: Stage
  /** When it ended; null while it goes on. */
  readonly primaryClosedAt: Date | null
}

/** Of those of these cases that were merged, the case each was merged into, as it stands. */
export const listPrimaries = (tx: Db, cityId: string, ids: readonly string[]): Promise<PrimaryCase[]> =>
  tx
    .selectFrom('case')
    .innerJoin('case as primary', (join) => join.onRef('primary.cityId', '=', 'case.cityId').onRef('primary.id', '=', 'case.primaryCaseId'))
    .select(['case.id', 'primary.id as primaryId', 'primary.stage as primaryStage', 'primary.closedAt as primaryClosedAt'])
    .where('case.cityId', '=', cityId)
    .where('case.id', 'in', [...ids])
    .execute()

export interface JoinedCase {
  readonly id: string
  /** The case it goes together with now. */
  readonly rootId: string
  /** Since when. */
  readonly joinedAt: Date
}

/** The cases merged into these, directly or through others, the earliest first. */
export async function listJoined(tx: Db, cityId: string, rootIds: readonly string[]): Promise<JoinedCase[]> {
  const { rows } = await sql<JoinedCase>`
    with recursive joined as (
      select c.id, c.primary_case_id as root_id, c.closed_at as joined_at from "case" c
      where c.city_id = ${cityId} and c.primary_case_id = any(${[...rootIds]}::uuid[]) and c.stage = 'merged'
      union all
      select c.id, j.root_id, greatest(j.joined_at, c.closed_at) from joined j
      join "case" c on c.city_id = ${cityId} and c.primary_case_id = j.id and c.stage = 'merged'
    )
    select id, root_id, joined_at from joined order by joined_at, id`.execute(tx)
  return rows
}

/** Which case a notice is about, for those of these ids that still are. */
export const listNoticedCases = (tx: Db, cityId: string, noticeIds: readonly string[]) =>
  tx
    .selectFrom('notice')
    .select(['id', 'caseId'])
    .where('cityId', '=', cityId)
    .where('id', 'in', [...noticeIds])
    .execute()
