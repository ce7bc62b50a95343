import { sql } from 'kysely'
import { inForce } from '#organisation/in-force.ts'
import type { Db, Tables } from '#platform/db.ts'
import type { NamedDivision } from '#portal/named-place.ts'
import '#cases/tables.ts'
import '#organisation/tables.ts'
import '#portal/tables.ts'

type Form = Tables['portalForm']

/** Remembers that a form is used for something; returns what it was used for first, which is the same when it is sent again. */
export async function setFormUse(tx: Db, { cityId, id, usedFor, expiresAt }: Omit<Form, 'photos'>): Promise<string | null> {
  const row = await tx
    .insertInto('portalForm')
    .values({ cityId, id, photos: 0, usedFor, expiresAt })
    .onConflict((conflict) =>
      conflict.columns(['cityId', 'id']).doUpdateSet({ usedFor: sql<string>`coalesce(portal_form.used_for, excluded.used_for)` }),
    )
    .returning('usedFor')
    .executeTakeFirstOrThrow()
  return row.usedFor
}

/** Counts one more photo of a form; false when it has `most` already. */
export async function setPhotoCounted(
  tx: Db,
  { cityId, id, expiresAt }: Pick<Form, 'cityId' | 'id' | 'expiresAt'>,
  most: number,
): Promise<boolean> {
  const rows = await tx
    .insertInto('portalForm')
    .values({ cityId, id, photos: 1, usedFor: null, expiresAt })
    .onConflict((conflict) =>
      conflict.columns(['cityId', 'id']).doUpdateSet({ photos: sql<number>`portal_form.photos + 1` }).where('portalForm.photos', '<', most),
    )
    .returning('photos')
    .execute()
  return rows.length > 0
}

export const deleteExpiredForms = (tx: Db, cityId: string, at: Date) =>
  tx.deleteFrom('portalForm').where('cityId', '=', cityId).where('expiresAt', '<=', at).executeTakeFirst()

export const insertPortalPhoto = (tx: Db, row: Tables['portalPhoto']) =>
  tx
    .insertInto('portalPhoto')
    .values(row)
    .onConflict((conflict) => conflict.columns(['cityId', 'fileId']).doNothing())
    .execute()

export const listPortalPhotos = (tx: Db, cityId: string, fileIds: readonly string[]) =>
  tx
    .selectFrom('portalPhoto')
    .select(['fileId', 'formId', 'caseId'])
    .where('cityId', '=', cityId)
    .where('fileId', 'in', [...fileIds])
    .execute()

/** Photos a report names are its own from now on. */
export const setPhotosOfCase = (tx: Db, cityId: string, caseId: string, fileIds: readonly string[]) =>
  tx
    .updateTable('portalPhoto')
    .set({ caseId })
    .where('cityId', '=', cityId)
    .where('fileId', 'in', [...fileIds])
    .execute()

/** Photos sent before `before` that no report named, at most `limit`. */
export const listLoosePhotos = async (tx: Db, cityId: string, before: Date, limit: number): Promise<string[]> => {
  const rows = await tx
    .selectFrom('portalPhoto')
    .select('fileId')
    .where('cityId', '=', cityId)
    .where('caseId', 'is', null)
    .where('createdAt', '<=', before)
    .limit(limit)
    .execute()
  return rows.map(({ fileId }) => fileId)
}

export const insertPublicReport = (tx: Db, row: Tables['publicReport']) =>
  tx
    .insertInto('publicReport')
    .values(row)
    .onConflict((conflict) => conflict.columns(['cityId', 'caseId']).doNothing())
    .execute()

export const findPublicReport = (tx: Db, cityId: string, caseId: string) =>
  tx
    .selectFrom('publicReport')
    .select(['topic', 'marks', 'reportedAt', 'deleteAfter'])
    .where('cityId', '=', cityId)
    .where('caseId', '=', caseId)
    .executeTakeFirst()

/** The report behind the number of its case, while its code is good. */
export const findReportByNumber = (tx: Db, cityId: string, number: string, at: Date) =>
  tx
    .selectFrom('case')
    .innerJoin('publicReport', (join) => join.onRef('publicReport.cityId', '=', 'case.cityId').onRef('publicReport.caseId', '=', 'case.id'))
    .select(['publicReport.caseId', 'publicReport.codeHash', 'publicReport.topic'])
    .where('case.cityId', '=', cityId)
    .where('publicReport.cityId', '=', cityId)
    .where('case.number', '=', number)
    .where('publicReport.deleteAfter', '>', at)
    .executeTakeFirst()

/** Reports without an account since a moment within `around` degrees of a point. */
export async function countReportsNear(
  tx: Db,
  cityId: string,
  point: { lon: number; lat: number },
  around: { lon: number; lat: number },
  since: Date,
): Promise<number> {
  const { total } = await tx
    .selectFrom('publicReport')
    .innerJoin('case', (join) => join.onRef('case.cityId', '=', 'publicReport.cityId').onRef('case.id', '=', 'publicReport.caseId'))
    .select(sql<number>`count(*)`.as('total'))
    .where('publicReport.cityId', '=', cityId)
    .where('case.cityId', '=', cityId)
    .where('publicReport.reportedAt', '>', since)
    .where('case.lon', '>=', point.lon - around.lon)
    .where('case.lon', '<=', point.lon + around.lon)
    .where('case.lat', '>=', point.lat - around.lat)
    .where('case.lat', '<=', point.lat + around.lat)
    .executeTakeFirstOrThrow()
  return Number(total)
}

export const deleteExpiredReports = (tx: Db, cityId: string, at: Date) =>
  tx.deleteFrom('publicReport').where('cityId', '=', cityId).where('deleteAfter', '<=', at).executeTakeFirst()

/** Adds "me too" of a form. */
export const insertMeToo = (tx: Db, row: Tables['meToo']) =>
  tx
    .insertInto('meToo')
    .values(row)
    .onConflict((conflict) => conflict.columns(['cityId', 'formId']).doNothing())
    .execute()

/** How many said "me too" of each of these cases. */
export async function listMeTooCounts(tx: Db, cityId: string, caseIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (caseIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('meToo')
    .select(['caseId', sql<number>`count(*)`.as('total')])
    .where('cityId', '=', cityId)
    .where('caseId', 'in', [...caseIds])
    .groupBy('caseId')
    .execute()
  return new Map(rows.map(({ caseId, total }) => [caseId, Number(total)]))
}

/** Districts, streets and communities in force on a day whose name, or its first two characters, an address holds. */
export async function listDivisionsSpokenOf(tx: Db, cityId: string, address: string, on: string): Promise<NamedDivision[]> {
  const { rows } = await sql<NamedDivision>`
    select level, code, name from division
    where city_id = ${cityId} and level in ('district', 'street', 'community') and ${inForce('division', on)}
      and strpos(${address}, left(name, 2)) > 0
    order by code limit 500`.execute(tx)
  return rows
}

/** A point inside each of these divisions on a day, by code. */
export async function listPointsInDivisions(
  tx: Db,
  cityId: string,
  codes: readonly string[],
  on: string,
): Promise<ReadonlyMap<string, { lon: number; lat: number }>> {
  const { rows } = await sql<{ code: string; lon: number; lat: number }>`
    select code, st_x(st_pointonsurface(area)) as lon, st_y(st_pointonsurface(area)) as lat from division
    where city_id = ${cityId} and code = any(${[...codes]}::text[]) and ${inForce('division', on)}`.execute(tx)
  return new Map(rows.map(({ code, lon, lat }) => [code, { lon, lat }]))
}

/** The box around the districts of a city on a day, in degrees; null where none has an outline. */
export async function findCityBounds(
  tx: Db,
  cityId: string,
  on: string,
): Promise<{ west: number; south: number; east: number; north: number } | null> {
  const { rows } = await sql<{ west: number | null; south: number; east: number; north: number }>`
    select min(st_xmin(area)) as west, min(st_ymin(area)) as south, max(st_xmax(area)) as east, max(st_ymax(area)) as north from division
    where city_id = ${cityId} and level = 'district' and ${inForce('division', on)}`.execute(tx)
  const [box] = rows
  return box && box.west !== null ? { ...box, west: box.west } : null
}
