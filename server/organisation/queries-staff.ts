import type { Selectable } from 'kysely'
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
