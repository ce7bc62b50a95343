import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import '#cases/tables.ts'

/** Entries of these areas, and those in no grid. */
export const inAreas = (areas: readonly string[]) =>
  sql<boolean>`(grid_code is null or exists (select from unnest(${areas}::text[]) as own(code) where starts_with(grid_code, own.code)))`

/** Components of these areas by code, those after `after` only, with the codes of their units. */
export const listComponentsForFile = (tx: Db, cityId: string, areas: readonly string[], after: string, limit: number) =>
  tx
    .selectFrom('component')
    .leftJoin('unit as supervising', (join) =>
      join.onRef('supervising.cityId', '=', 'component.cityId').onRef('supervising.id', '=', 'component.supervisingUnitId'),
    )
    .leftJoin('unit as owner', (join) =>
      join.onRef('owner.cityId', '=', 'component.cityId').onRef('owner.id', '=', 'component.ownerUnitId'),
    )
    .leftJoin('unit as maintenance', (join) =>
      join.onRef('maintenance.cityId', '=', 'component.cityId').onRef('maintenance.id', '=', 'component.maintenanceUnitId'),
    )
    .select(['component.code', 'component.typeCode', 'component.name', 'component.lon', 'component.lat', 'component.state'])
    .select(['component.initialDate', 'component.changeDate', 'component.dataSource', 'component.note'])
    .select(['supervising.code as supervisingUnit', 'owner.code as ownerUnit', 'maintenance.code as maintenanceUnit'])
    .where('component.cityId', '=', cityId)
    .where(inAreas(areas))
    .where('component.code', '>', after)
    .orderBy('component.code')
    .limit(limit)
    .execute()

/** Shopfronts of these areas by code, those after `after` only. */
export const listShopfrontsForFile = (tx: Db, cityId: string, areas: readonly string[], after: string, limit: number) =>
  tx
    .selectFrom('shopfront')
    .select(['code', 'name', 'address', 'lon', 'lat', 'duties', 'signedOn', 'state'])
    .where('cityId', '=', cityId)
    .where(inAreas(areas))
    .where('code', '>', after)
    .orderBy('code')
    .limit(limit)
    .execute()
