import { type Selectable, sql } from 'kysely'
import { type Area, areaToSql, inBatches } from '#organisation/area.ts'
import { inForce } from '#organisation/in-force.ts'
import type { GridKind } from '#organisation/kinds.ts'
import type { GridTable } from '#organisation/tables.ts'
import type { Db } from '#platform/db.ts'

/** One version of a grid, without its outline. */
export type Grid = Omit<Selectable<GridTable>, 'area'>
export type NewGrid = Omit<Grid, 'cityId'> & { readonly area: Area }
const COLUMNS = ['cityId', 'id', 'code', 'kind', 'communityCode', 'name', 'regionClass', 'synthetic', 'validFrom', 'validTo'] as const

/** The version of a grid in force on a day ('YYYY-MM-DD'). */
export const findGrid = (tx: Db, cityId: string, kind: GridKind, code: string, on: string): Promise<Grid | undefined> =>
  tx
    .selectFrom('grid')
    .select(COLUMNS)
    .where('cityId', '=', cityId)
    .where('kind', '=', kind)
    .where('code', '=', code)
    .where(inForce('grid', on))
    .executeTakeFirst()

/** Grids in force below a place code, by kind and code. */
export const listGridsWithin = (tx: Db, cityId: string, code: string, on: string): Promise<Grid[]> =>
  tx
    .selectFrom('grid')
    .select(COLUMNS)
    .where('cityId', '=', cityId)
    .where(sql<boolean>`starts_with(community_code, ${code})`)
    .where(inForce('grid', on))
    .orderBy('kind')
    .orderBy('code')
    .execute()

export type GridWithArea = Grid & { readonly area: Area }

/** The grids of one kind of a community with their outlines as GeoJSON, by code. */
export const listGridsOfCommunity = (tx: Db, cityId: string, communityCode: string, kind: GridKind, on: string): Promise<GridWithArea[]> =>
  tx
    .selectFrom('grid')
    .select(COLUMNS)
    .select(sql<Area>`st_asgeojson(area)::json`.as('area'))
    .where('cityId', '=', cityId)
    .where('communityCode', '=', communityCode)
    .where('kind', '=', kind)
    .where(inForce('grid', on))
    .orderBy('code')
    .execute()

export async function insertGrids(tx: Db, cityId: string, grids: readonly NewGrid[]): Promise<void> {
  for (const batch of inBatches(grids)) {
    const rows = batch.map(({ area, ...grid }) => ({ ...grid, cityId, area: areaToSql(area) }))
    await tx.insertInto('grid').values(rows).execute()
  }
}

/** Opens the version that follows the one ended on `grid.validFrom`, with the outline that one had. */
export async function insertNextGrid(tx: Db, cityId: string, grid: Omit<NewGrid, 'area'>): Promise<void> {
  const { id, code, kind, communityCode, name, regionClass, synthetic, validFrom, validTo } = grid
  await sql`
    insert into grid (city_id, id, code, kind, community_code, name, region_class, synthetic, valid_from, valid_to, area)
    select ${cityId}::text, ${id}::uuid, ${code}::text, ${kind}::text, ${communityCode}::text, ${name}::text, ${regionClass}::smallint,
      ${synthetic}::boolean, ${validFrom}::date, ${validTo}::date, (array_agg(area order by valid_from desc))[1]
    from grid where city_id = ${cityId} and kind = ${kind} and code = ${code} and valid_to = ${validFrom}::date`.execute(tx)
}

/** Ends the version in force of a grid on a day; that day is the first it no longer holds. */
export async function setGridEnded(tx: Db, cityId: string, kind: GridKind, code: string, on: string): Promise<void> {
  await tx
    .updateTable('grid')
    .set({ validTo: on })
    .where('cityId', '=', cityId)
    .where('kind', '=', kind)
    .where('code', '=', code)
    .where(inForce('grid', on))
    .execute()
}

/** The versions in force of these grids, by code, locked until the transaction ends. */
export const lockGrids = (tx: Db, cityId: string, kind: GridKind, codes: readonly string[], on: string): Promise<Grid[]> =>
  tx
    .selectFrom('grid')
    .select(COLUMNS)
    .where('cityId', '=', cityId)
    .where('kind', '=', kind)
    .where('code', 'in', codes)
    .where(inForce('grid', on))
    .orderBy('code')
    .forUpdate()
    .execute()

/** Whether a grid of this kind and code ever was. */
export async function wasGridCodeUsed(tx: Db, cityId: string, kind: GridKind, code: string): Promise<boolean> {
  const found = await tx
    .selectFrom('grid')
    .select('id')
    .where('cityId', '=', cityId)
    .where('kind', '=', kind)
    .where('code', '=', code)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
