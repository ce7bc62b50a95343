import type { ComponentFields, ShopfrontFields } from '#cases/contract-registers.ts'
import { type FieldFault, registerRules } from '#cases/problems-registers.ts'
import { type Component, findComponent, findShopfront, type Shopfront } from '#cases/queries-registers.ts'
import { isInForce } from '#cases/serving-unit.ts'
import { findCatalogueInForce, listProblemTypes } from '#catalogue/queries.ts'
import { findCity, findPlaceAt } from '#organisation/queries-places.ts'
import { findUnit } from '#organisation/queries-units.ts'
import { type Actor, coversPlace } from '#platform/actor.ts'
import { localDay } from '#platform/clock.ts'
import { toStored } from '#platform/datum.ts'
import type { Db } from '#platform/db.ts'

/** An entry as it would be stored, and everything that speaks against it. */
export interface Checked<Row> {
  readonly row: Row
  readonly faults: readonly FieldFault[]
}

/** What entries are held against; made once for a whole file. */
export interface RegisterGround {
  readonly tx: Db
  readonly actor: Actor
  readonly today: string
  readonly componentTypes: ReadonlySet<string>
  unitExists(id: string): Promise<boolean>
}

export async function openGround(tx: Db, actor: Actor): Promise<RegisterGround> {
  const city = await findCity(tx, actor.cityId)
  const today = localDay(actor.at, city?.timeZone ?? 'Asia/Shanghai')
  const version = await findCatalogueInForce(tx, actor.cityId, today)
  const types = version ? await listProblemTypes(tx, actor.cityId, version.id) : []
  const units = new Map<string, boolean>()
  const unitExists = async (id: string): Promise<boolean> => {
    const known = units.get(id)
    if (known !== undefined) return known
    const unit = await findUnit(tx, actor.cityId, id)
    const exists = unit !== undefined && isInForce(unit, today)
    units.set(id, exists)
    return exists
  }
  return { tx, actor, today, componentTypes: new Set(types.filter(({ kind }) => kind === 'component').map(({ code }) => code)), unitExists }
}

const inArea = (actor: Actor, gridCode: string | null): boolean => gridCode === null || coversPlace(actor, gridCode)

async function placed({ tx, actor, today }: RegisterGround, { lon, lat, datum }: Pick<ComponentFields, 'lon' | 'lat' | 'datum'>) {
  const point = toStored(lon, lat, datum)
  const place = await findPlaceAt(tx, actor.cityId, point.lon, point.lat, today)
  const fits = place !== undefined && coversPlace(actor, place.placeCode)
  const faults: FieldFault[] = fits ? [] : [{ field: 'lon', value: `${lon},${lat}`, text: registerRules.outside }]
  return { point: { ...point, gridCode: place?.gridCode ?? null }, faults }
}

const UNIT_FIELDS = ['supervisingUnitId', 'ownerUnitId', 'maintenanceUnitId'] as const

/** A component as it would be stored under a code; its type must be one of the catalogue in force, its units must exist, its place must be the actor's. */
export async function checkComponent(ground: RegisterGround, code: string, fields: ComponentFields): Promise<Checked<Component>> {
  const { datum: _datum, lon: _lon, lat: _lat, ...rest } = fields
  const { point, faults } = await placed(ground, fields)
  const before = await findComponent(ground.tx, ground.actor.cityId, code)
  const more: FieldFault[] = inArea(ground.actor, before?.gridCode ?? null)
    ? []
    : [{ field: 'code', value: code, text: registerRules.elsewhere }]
  if (!ground.componentTypes.has(fields.typeCode)) more.push({ field: 'typeCode', value: fields.typeCode, text: registerRules.unknownType })
  for (const field of UNIT_FIELDS) {
    const value = fields[field]
    if (value !== null && !(await ground.unitExists(value))) more.push({ field, value, text: registerRules.unknownUnit })
  }
  return { row: { cityId: ground.actor.cityId, code, ...rest, ...point }, faults: [...faults, ...more] }
}

/** A shopfront as it would be stored under a code; its place must be the actor's. */
export async function checkShopfront(ground: RegisterGround, code: string, fields: ShopfrontFields): Promise<Checked<Shopfront>> {
  const { datum: _datum, lon: _lon, lat: _lat, ...rest } = fields
  const { point, faults } = await placed(ground, fields)
  const before = await findShopfront(ground.tx, ground.actor.cityId, code)
  const elsewhere = inArea(ground.actor, before?.gridCode ?? null) ? [] : [{ field: 'code', value: code, text: registerRules.elsewhere }]
  return { row: { cityId: ground.actor.cityId, code, ...rest, ...point }, faults: [...faults, ...elsewhere] }
}
