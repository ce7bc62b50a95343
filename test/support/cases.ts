import type { z } from 'zod'
import { actOnCase } from '#cases/actions.ts'
import { INPUTS, type InputOf, type PersonAction, ReportInput } from '#cases/contract.ts'
import { findCase } from '#cases/queries.ts'
import type { Receipt } from '#cases/receipt.ts'
import { reportCase } from '#cases/report-case.ts'
import { seedCalendar, seedCatalogue } from '#catalogue/seed-catalogue.ts'
import type { Actor } from '#platform/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { makeSmallCity, type SmallCity, type SmallCityOptions } from './city.ts'

/** A Monday morning, inside working hours, in a published year. */
export const MONDAY = new Date('2026-03-02T01:00:00Z')
export const minutesLater = (minutes: number, from = MONDAY): Date => new Date(from.getTime() + minutes * 60_000)

/** A small city with the shipped catalogue and calendar in force. */
export async function makeCaseCity(db: Db, options: SmallCityOptions = {}): Promise<SmallCity> {
  return inTransaction(db, async (tx) => {
    const city = await makeSmallCity(tx, options)
    await seedCatalogue(tx, city.cityId, new Date(`${city.since}T00:00:00Z`))
    await seedCalendar(tx, city.cityId)
    return city
  })
}

/** A stored photo of the actor's, as the upload leaves it. */
export async function storePhoto(tx: Db, actor: Actor, facts: Record<string, unknown> = {}): Promise<string> {
  const id = newId(actor.at)
  const file = { originalSha256: id, storedSha256: id, byteSize: 1, mediaType: 'image/jpeg', width: 1, height: 1 }
  await tx
    .insertInto('storedFile')
    .values({ cityId: actor.cityId, id, ...file, facts: JSON.stringify(facts), createdBy: actor.personId, createdAt: actor.at })
    .execute()
  return id
}

type ReportFields = Partial<z.input<typeof ReportInput>>

/** Reports a rain-water grate problem in the middle of grid 1.1.1.1 unless told otherwise. */
export function report(tx: Db, city: SmallCity, actor: Actor, fields: ReportFields = {}): Promise<Receipt> {
  const [lon, lat] = city.middle('1.1.1.1')
  const input = {
    requestId: newId(actor.at),
    lon,
    lat,
    address: '关上街道双桥路 12 号',
    description: '雨水箅子断裂',
    origin: 'operator',
    channel: 'hotline',
    ...fields,
  }
  return reportCase(tx, actor, ReportInput.parse(input))
}

/** Does an action as the person of that key at that time, on the case as it stands; the input goes through the contract as it would over HTTP. */
export async function act<A extends PersonAction>(
  tx: Db,
  actor: Actor,
  caseId: string,
  action: A,
  input: z.input<(typeof INPUTS)[A]>,
  more: { requestId?: string; version?: number } = {},
): Promise<Receipt> {
  const row = await findCase(tx, actor.cityId, caseId)
  const parsed = INPUTS[action].parse(input) as InputOf<A>
  return actOnCase(tx, actor, action, {
    ...parsed,
    caseId,
    requestId: more.requestId ?? newId(actor.at),
    version: more.version ?? row?.version ?? 1,
  })
}
