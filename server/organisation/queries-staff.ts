import { type Selectable, sql } from 'kysely'
import { inBatches } from '#organisation/area.ts'
import { inForce } from '#organisation/in-force.ts'
import type { GridStaffTable, StaffKindTable } from '#organisation/tables.ts'
import type { Db } from '#platform/db.ts'

export type StaffKind = Selectable<StaffKindTable>
export type GridStaff = Selectable<GridStaffTable>

/** The kinds of grid staff of a city in their order. */
export const listStaffKinds = (tx: Db, cityId: string): Promise<StaffKind[]> =>
  tx.selectFrom('staffKind').selectAll().where('cityId', '=', cityId).orderBy('sort').orderBy('code').execute()

export async function insertStaffKinds(tx: Db, kinds: readonly StaffKind[]): Promise<void> {
  for (const batch of inBatches(kinds)) await tx.insertInto('staffKind').values(batch).execute()
}

export async function insertGridStaff(tx: Db, staff: readonly GridStaff[]): Promise<void> {
  for (const batch of inBatches(staff)) await tx.insertInto('gridStaff').values(batch).execute()
}

/** Who works in a grid on a day, in the order of the kinds, with names. */
export const listStaffOfGrid = (tx: Db, cityId: string, gridCode: string, on: string) =>
  tx
    .selectFrom('gridStaff')
    .innerJoin('staffKind', (join) =>
      join.onRef('staffKind.cityId', '=', 'gridStaff.cityId').onRef('staffKind.code', '=', 'gridStaff.kindCode'),
    )
    .innerJoin('person', (join) => join.onRef('person.cityId', '=', 'gridStaff.cityId').onRef('person.id', '=', 'gridStaff.personId'))
    .select(['gridStaff.id', 'gridStaff.gridCode', 'gridStaff.kindCode', 'gridStaff.personId', 'gridStaff.validFrom', 'gridStaff.validTo'])
    .select(['staffKind.name as kindName', 'staffKind.nameEn as kindNameEn', 'staffKind.part', 'person.name as personName'])
    .where('gridStaff.cityId', '=', cityId)
    .where('gridStaff.gridCode', '=', gridCode)
    .where(inForce('gridStaff', on))
    .orderBy('staffKind.sort')
    .orderBy('gridStaff.id')
    .execute()

export const findGridStaff = (tx: Db, cityId: string, id: string): Promise<GridStaff | undefined> =>
  tx.selectFrom('gridStaff').selectAll().where('cityId', '=', cityId).where('id', '=', id).executeTakeFirst()

/** Everybody a grid ever has of a kind, past and future too. */
export const listPeriodsInGrid = (tx: Db, cityId: string, gridCode: string, kindCode: string): Promise<GridStaff[]> =>
  tx
    .selectFrom('gridStaff')
    .selectAll()
    .where('cityId', '=', cityId)
    .where('gridCode', '=', gridCode)
    .where('kindCode', '=', kindCode)
    .orderBy('validFrom')
    .orderBy('id')
    .execute()

export async function setGridStaffEnd(tx: Db, cityId: string, id: string, validTo: string): Promise<void> {
  await tx.updateTable('gridStaff').set({ validTo }).where('cityId', '=', cityId).where('id', '=', id).execute()
}

/** A management grid with the kinds of the active people it has on a day. */
export interface GridPresence {
  readonly gridCode: string
  readonly gridName: string
  readonly communityCode: string
  readonly communityName: string | null
  readonly communityNameEn: string | null
  readonly present: string[]
}

/** Every management grid in force within a place with the kinds of staff it has, by code. */
export async function listGridPresence(tx: Db, cityId: string, within: string, on: string): Promise<GridPresence[]> {
  const { rows } = await sql<GridPresence>`
    with here as (
      select s.grid_code, array_agg(distinct s.kind_code) as present from grid_staff s
      join person p on p.city_id = s.city_id and p.id = s.person_id and p.active
      where s.city_id = ${cityId} and starts_with(s.grid_code, ${within}) and ${inForce('s', on)} group by s.grid_code
    )
    select grid.code as grid_code, grid.name as grid_name, grid.community_code, division.name as community_name, division.name_en as community_name_en,
      coalesce(here.present, '{}') as present
    from grid
    left join here on here.grid_code = grid.code
    left join division on division.city_id = grid.city_id and division.code = grid.community_code and ${inForce('division', on)}
    where grid.city_id = ${cityId} and grid.kind = 'management' and starts_with(grid.code, ${within}) and ${inForce('grid', on)}
    order by grid.code`.execute(tx)
  return rows
}
