import { sql } from 'kysely'
import type { Db, Tables } from '#platform/db.ts'
import '#cases/tables.ts'

export type Component = Omit<Tables['component'], 'place'>
export type Shopfront = Omit<Tables['shopfront'], 'place'>

const COMPONENT_COLUMNS = [
  'cityId', 'code', 'typeCode', 'name', 'gridCode', 'lon', 'lat', 'supervisingUnitId', 'ownerUnitId', 'maintenanceUnitId',
  'state', 'initialDate', 'changeDate', 'dataSource', 'note',
] as const // biome-ignore format: a list
const SHOPFRONT_COLUMNS = ['cityId', 'code', 'name', 'address', 'gridCode', 'lon', 'lat', 'duties', 'signedOn', 'state'] as const

export const findComponent = (tx: Db, cityId: string, code: string): Promise<Component | undefined> =>
  tx.selectFrom('component').select(COMPONENT_COLUMNS).where('cityId', '=', cityId).where('code', '=', code).executeTakeFirst()

export const findShopfront = (tx: Db, cityId: string, code: string): Promise<Shopfront | undefined> =>
  tx.selectFrom('shopfront').select(SHOPFRONT_COLUMNS).where('cityId', '=', cityId).where('code', '=', code).executeTakeFirst()

const point = (lon: number, lat: number) => sql`st_setsrid(st_makepoint(${lon}::float8, ${lat}::float8), 4326)`
/** Metres to a point; and a box around it that the spatial index can use (1° of latitude is about 111,320 m). */
const metresTo = (lon: number, lat: number) => sql<number>`st_distance(place::geography, ${point(lon, lat)}::geography)`
const around = (lon: number, lat: number, metres: number) => {
  const dLat = metres / 111_320
  const dLon = dLat / Math.max(0.01, Math.cos((lat * Math.PI) / 180))
  return sql<boolean>`place && st_makeenvelope(${lon - dLon}::float8, ${lat - dLat}::float8, ${lon + dLon}::float8, ${lat + dLat}::float8, 4326)`
}

/** Components within `metres` of a point, nearest first. */
export const listComponentsNear = (tx: Db, cityId: string, lon: number, lat: number, metres: number, typeCode?: string) =>
  tx
    .selectFrom('component')
    .select(COMPONENT_COLUMNS)
    .select(metresTo(lon, lat).as('metres'))
    .where('cityId', '=', cityId)
    .where(around(lon, lat, metres))
    .where(metresTo(lon, lat), '<=', metres)
    .$if(typeCode !== undefined, (query) => query.where('typeCode', '=', typeCode ?? ''))
    .orderBy('metres')
    .limit(50)
    .execute()

/** Shopfronts within `metres` of a point, nearest first. */
export const listShopfrontsNear = (tx: Db, cityId: string, lon: number, lat: number, metres: number) =>
  tx
    .selectFrom('shopfront')
    .select(SHOPFRONT_COLUMNS)
    .select(metresTo(lon, lat).as('metres'))
    .where('cityId', '=', cityId)
    .where(around(lon, lat, metres))
    .where(metresTo(lon, lat), '<=', metres)
    .orderBy('metres')
    .limit(50)
    .execute()

/** Adds or replaces rows of the component register by their codes. */
export async function setComponents(tx: Db, rows: readonly Component[]): Promise<void> {
  for (const batch of batches(rows)) {
    await tx
      .insertInto('component')
      .values(batch)
      .onConflict((conflict) => conflict.columns(['cityId', 'code']).doUpdateSet(excluded(COMPONENT_COLUMNS)))
      .execute()
  }
}

/** Adds or replaces rows of the shopfront register by their codes. */
export async function setShopfronts(tx: Db, rows: readonly Shopfront[]): Promise<void> {
  for (const batch of batches(rows)) {
    await tx
      .insertInto('shopfront')
      .values(batch)
      .onConflict((conflict) => conflict.columns(['cityId', 'code']).doUpdateSet(excluded(SHOPFRONT_COLUMNS)))
      .execute()
  }
}

const batches = <Row>(rows: readonly Row[], size = 500): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / size) }, (_, index) => rows.slice(index * size, (index + 1) * size))

const excluded = (columns: readonly string[]) =>
  Object.fromEntries(
    columns.filter((column) => column !== 'cityId' && column !== 'code').map((column) => [column, sql.ref(`excluded.${column}`)]),
  )
