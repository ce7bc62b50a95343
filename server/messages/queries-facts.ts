import { sql } from 'kysely'
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

/** Which case a notice is about, for those of these ids that still are. */
export const listNoticedCases = (tx: Db, cityId: string, noticeIds: readonly string[]) =>
  tx
    .selectFrom('notice')
    .select(['id', 'caseId'])
    .where('cityId', '=', cityId)
    .where('id', 'in', [...noticeIds])
    .execute()
