import { type Checked, checkComponent, checkShopfront, openGround } from '#cases/check-register.ts'
import { CaseFilter } from '#cases/contract.ts'
import type { ComponentFields, ShopfrontFields } from '#cases/contract-registers.ts'
import { countFiltered } from '#cases/list-page.ts'
import { registerProblems } from '#cases/problems-registers.ts'
import {
  type Component, findComponent, findShopfront, listComponentsNear, listShopfrontsNear, type Shopfront, setComponents, setShopfronts,
} from '#cases/queries-registers.ts' // biome-ignore format: one import
import { type Actor, coversPlace } from '#platform/actor.ts'
import { toStored } from '#platform/datum.ts'
import type { Datum } from '#platform/datum-names.ts'
import type { Db } from '#platform/db.ts'

const sound = <Row>({ row, faults }: Checked<Row>): Row => {
  if (faults.length > 0) throw registerProblems.invalid(faults)
  return row
}

const seen = <Row extends { gridCode: string | null }>(actor: Actor, code: string, row: Row | undefined): Row => {
  if (!row || (row.gridCode !== null && !coversPlace(actor, row.gridCode))) throw registerProblems.notFound(code)
  return row
}

/** One component of the actor's area with how many of its open cases the actor may see. Throws register.not_found. */
export async function viewComponent(tx: Db, actor: Actor, code: string) {
  const { cityId: _, ...row } = seen<Component>(actor, code, await findComponent(tx, actor.cityId, code))
  return { ...row, openCases: await countFiltered(tx, actor, CaseFilter.parse({ componentCode: code, open: 'true' })) }
}

/** One shopfront of the actor's area with how many of its open cases the actor may see. Throws register.not_found. */
export async function viewShopfront(tx: Db, actor: Actor, code: string) {
  const { cityId: _, ...row } = seen<Shopfront>(actor, code, await findShopfront(tx, actor.cityId, code))
  return { ...row, openCases: await countFiltered(tx, actor, CaseFilter.parse({ shopfrontCode: code, open: 'true' })) }
}

/** Adds a component or replaces what the register says of it. Throws register.invalid with every field at fault. */
export async function setComponent(tx: Db, actor: Actor, code: string, fields: ComponentFields) {
  await setComponents(tx, [sound(await checkComponent(await openGround(tx, actor), code, fields))])
  return viewComponent(tx, actor, code)
}

/** Adds a shopfront or replaces what the register says of it. Throws register.invalid with every field at fault. */
export async function setShopfront(tx: Db, actor: Actor, code: string, fields: ShopfrontFields) {
  await setShopfronts(tx, [sound(await checkShopfront(await openGround(tx, actor), code, fields))])
  return viewShopfront(tx, actor, code)
}

interface Near {
  readonly lon: number
  readonly lat: number
  readonly datum: Datum
  readonly metres: number
}
const ofActor = <Row extends { gridCode: string | null }>(actor: Actor, rows: readonly Row[]): Row[] =>
  rows.filter(({ gridCode }) => gridCode === null || coversPlace(actor, gridCode))

/** Components of the actor's area within `metres` of a point, nearest first, at most 50. */
export async function findComponentsNear(tx: Db, actor: Actor, { typeCode, metres, ...at }: Near & { typeCode?: string | undefined }) {
  const { lon, lat } = toStored(at.lon, at.lat, at.datum)
  return { components: ofActor(actor, await listComponentsNear(tx, actor.cityId, lon, lat, metres, typeCode)) }
}

/** Shopfronts of the actor's area within `metres` of a point, nearest first, at most 50. */
export async function findShopfrontsNear(tx: Db, actor: Actor, { metres, ...at }: Near) {
  const { lon, lat } = toStored(at.lon, at.lat, at.datum)
  return { shopfronts: ofActor(actor, await listShopfrontsNear(tx, actor.cityId, lon, lat, metres)) }
}
