import { sql } from 'kysely'
import { inForce } from '#organisation/in-force.ts'
import type { Db } from '#platform/db.ts'
import type { GridWorker } from '#simulation/plan-patrols.ts'
import '#field/tables.ts'
import '#organisation/tables.ts'

/** Everybody who works in management grids on a day, with the codes of these in order, and everybody else who can sign in. */
export async function listGridWorkers(tx: Db, cityId: string, on: string): Promise<GridWorker[]> {
  const { rows } = await sql<GridWorker>`
    select p.id as person_id, p.login is not null as signs_in, coalesce(
      json_agg(s.grid_code order by s.grid_code) filter (where s.grid_code is not null), '[]'::json
    ) as grid_codes
    from person p left join grid_staff s on s.city_id = p.city_id and s.person_id = p.id and ${inForce('s', on)}
      and exists (select from grid g where g.city_id = s.city_id and g.code = s.grid_code and g.kind = 'management' and ${inForce('g', on)})
    where p.city_id = ${cityId} and p.active and (p.login is not null or s.grid_code is not null)
    group by p.id, p.login`.execute(tx)
  return rows
}

/** Which patrols of these are there. */
export async function listPatrolIds(tx: Db, cityId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('patrol')
    .select('id')
    .where('cityId', '=', cityId)
    .where('id', 'in', [...ids])
    .execute()
  return rows.map(({ id }) => id)
}
