import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import type { SmallCity } from '#test/support/city.ts'
import type { Random } from './random.ts'

/** What exists in the city, by the kind of thing a field names, so that requests come past "there is no such thing". */
export type Words = ReadonlyMap<string, readonly unknown[]>

export interface OpenCase {
  readonly id: string
  readonly stage: string
  readonly version: number
}

/** An upload in parts that was begun, and how far it has come. */
export interface OpenUpload {
  readonly id: string
  readonly length: number
  readonly received: number
}

const DAYS = ['2020-01-01', '2025-12-31', '2026-03-01', '2026-03-02', '2026-03-03', '2026-06-30', '2027-01-01', '2028-02-29']

/** Kinds of things by the names fields have for them. */
const KINDS: Readonly<Record<string, string>> = {
  unitId: 'unit', parentId: 'unit', supervisingUnitId: 'unit', ownerUnitId: 'unit', maintenanceUnitId: 'unit', toUnitId: 'unit',
  personId: 'person', inspectorId: 'inspector', postId: 'post', ownerPostId: 'post', toPostId: 'post',
  primaryCaseId: 'case', caseId: 'case', fileId: 'photo', photos: 'photo', photosAfter: 'photo', versionId: 'version', fromVersionId: 'version',
  typeCode: 'type', parent: 'place', within: 'place', placeCode: 'place', areaCode: 'place', gridCode: 'place', communityCode: 'place', parentCode: 'place', areaCodes: 'place', divisionCodes: 'place', fromCode: 'place', into: 'place', from: 'place',
  zoneCode: 'zone', roleCode: 'role', kindCode: 'staffKind', componentCode: 'component', shopfrontCode: 'shopfront', duty: 'duty', permissions: 'permission', form: 'form', topic: 'topic',
} // biome-ignore format: a list

/** Kinds of things by what an address ends a collection with: /api/units/:id is a unit's. */
const COLLECTIONS: readonly (readonly [RegExp, string])[] = [
  [/^\/api\/uploads\/:id/, 'upload'], [/^\/api\/cases\/:id/, 'case'], [/^\/api\/people\/:id/, 'person'], [/^\/api\/posts\/:id/, 'post'], [/^\/api\/units\/:id/, 'unit'],
  [/^\/api\/appointments\/:id/, 'appointment'], [/^\/api\/grid-staff\/:id/, 'gridStaff'], [/^\/api\/roles\/:code/, 'role'], [/^\/api\/zones\/:code/, 'zone'],
  [/^\/api\/components\/:code/, 'component'], [/^\/api\/shopfronts\/:code/, 'shopfront'], [/\/types\/:code/, 'type'], [/:code/, 'place'],
] // biome-ignore format: a list

/** A tile over the whole world's north-east. */
const TILE: Readonly<Record<string, string>> = { z: '1', x: '1', y: '0' }

/** A field of that name of that route, as something that exists; undefined when no field of that name means a thing. */
export function wordFor(words: Words, route: string, field: string, random: Random): unknown {
  if (field === 'requestId') return newId()
  if (TILE[field] && route.startsWith('/api/tiles/')) return TILE[field]
  const collection = field === 'id' || field === 'code' ? COLLECTIONS.find(([pattern]) => pattern.test(route))?.[1] : undefined
  const list = words.get(collection ?? KINDS[field] ?? '')
  return list && list.length > 0 ? random.pick(list) : undefined
}

export const dayNear = (random: Random): string => random.pick(DAYS)
export const instantNear = (random: Random): string => `${random.pick(DAYS)}T${random.pick(['00:00:00Z', '09:30:00+08:00', '01:00:00.5Z'])}`

/** Reads what there is; called again as the city changes. */
export async function readWords(
  db: Db,
  city: SmallCity,
  forms: readonly string[] = [],
): Promise<{ words: Words; cases: readonly OpenCase[]; uploads: readonly OpenUpload[] }> {
  const { cityId } = city
  const ids = async (
    table: 'unit' | 'person' | 'post' | 'appointment' | 'gridStaff' | 'storedFile' | 'catalogueVersion',
  ): Promise<string[]> => (await db.selectFrom(table).select('id').where('cityId', '=', cityId).limit(200).execute()).map(({ id }) => id)
  const codes = async (
    table: 'division' | 'grid' | 'role' | 'component' | 'shopfront' | 'functionalZone' | 'staffKind',
  ): Promise<string[]> =>
    (await db.selectFrom(table).select('code').where('cityId', '=', cityId).limit(200).execute()).map(({ code }) => code)
  const cases = await db
    .selectFrom('case')
    .select(['id', 'stage', 'version'])
    .where('cityId', '=', cityId)
    .orderBy('id', 'desc')
    .limit(300)
    .execute()
  const uploads = await db
    .selectFrom('upload')
    .select(['id', 'length', 'received'])
    .where('cityId', '=', cityId)
    .orderBy('doneAt', (order) => order.desc().nullsFirst())
    .orderBy('id', 'desc')
    .limit(12)
    .execute()
  const words = new Map<string, readonly unknown[]>([
    ['unit', await ids('unit')],
    ['person', await ids('person')],
    ['inspector', city.personKeys.filter((key) => key.includes('inspector')).map((key) => city.person(key).personId)],
    ['post', await ids('post')],
    ['appointment', await ids('appointment')],
    ['gridStaff', await ids('gridStaff')],
    ['photo', await ids('storedFile')],
    ['version', await ids('catalogueVersion')],
    ['place', [...(await codes('division')), ...(await codes('grid'))]],
    ['zone', await codes('functionalZone')],
    ['role', await codes('role')],
    ['staffKind', await codes('staffKind')],
    ['component', await codes('component')],
    ['shopfront', await codes('shopfront')],
    ['type', ['C0101', 'C0104', 'E0110', 'E0101']],
    ['duty', ['water', 'parks', 'street-office', 'nobody']],
    ['permission', ['case.read', 'case.report', 'organisation.read']],
    ['form', forms],
    ['topic', ['manhole', 'road', 'noise', 'other']],
    ['case', cases.map(({ id }) => id)],
    ['upload', uploads.map(({ id }) => id)],
  ])
  return { words, cases, uploads }
}
