import { listComponentsForFile, listShopfrontsForFile } from '#cases/queries-registers-export.ts'
import type { Actor } from '#platform/actor.ts'
import { csvText } from '#platform/csv-text.ts'
import type { Db } from '#platform/db.ts'

const BATCH = 2000

/** Every row of a keyset list, batch by batch. */
async function readAll<Row extends { readonly code: string }>(list: (after: string, limit: number) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = []
  for (let after = ''; ; after = rows.at(-1)?.code ?? '') {
    const found = await list(after, BATCH)
    rows.push(...found)
    if (found.length < BATCH) return rows
  }
}

const COMPONENT_HEADING = [
  'code', 'type_code', 'name', 'lon', 'lat', 'datum', 'supervising_unit', 'owner_unit', 'maintenance_unit', 'state', 'initial_date', 'change_date',
  'data_source', 'note',
] // biome-ignore format: the columns of the import
const SHOPFRONT_HEADING = ['code', 'name', 'address', 'lon', 'lat', 'datum', 'duties', 'signed_on', 'state']

/** The components of the actor's areas as a CSV file that can be imported again. */
export async function exportComponents(tx: Db, actor: Actor): Promise<string> {
  const rows = await readAll((after, limit) => listComponentsForFile(tx, actor.cityId, actor.areas, after, limit))
  const cells = rows.map((row) => [
    row.code, row.typeCode, row.name, row.lon, row.lat, 'wgs84', row.supervisingUnit, row.ownerUnit, row.maintenanceUnit, row.state, row.initialDate,
    row.changeDate, row.dataSource, row.note,
  ]) // biome-ignore format: as the heading
  return csvText([COMPONENT_HEADING, ...cells])
}

/** The shopfronts of the actor's areas as a CSV file that can be imported again. */
export async function exportShopfronts(tx: Db, actor: Actor): Promise<string> {
  const rows = await readAll((after, limit) => listShopfrontsForFile(tx, actor.cityId, actor.areas, after, limit))
  const cells = rows.map((row) => [
    row.code,
    row.name,
    row.address,
    row.lon,
    row.lat,
    'wgs84',
    row.duties.join('、'),
    row.signedOn,
    row.state,
  ])
  return csvText([SHOPFRONT_HEADING, ...cells])
}
