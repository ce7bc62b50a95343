import { sql } from 'kysely'
import { inForce } from '#organisation/in-force.ts'
import type { Db } from '#platform/db.ts'
import type { GridWorker } from '#simulation/plan-patrols.ts'
import '#field/tables.ts'
import '#organisation/tables.ts'

/** Everybody who works in management grids on a day, with the codes of these in order. */
export async function listGridWorkers(tx: Db, cityId: string, on: string): Promise<GridWorker[]> {
  const { rows } = await sql<GridWorker>`
    select s.person_id, json_agg(s.grid_code order by s.grid_code) as grid_codes
    from grid_staff s join grid g on g.city_id = s.city_id and g.code = s.grid_code and g.kind = 'management' and ${inForce('g', on)}
    where s.city_id = ${cityId} and ${inForce('s', on)} group by s.person_id`.execute(tx)
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
