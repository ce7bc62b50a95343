import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import '#identity/tables.ts'
import '#organisation/tables.ts'

/** Keys that reach nowhere beyond these areas. */
const within = (areas: readonly string[]) => sql<boolean>`not exists (
  select from unnest(api_key.area_codes) as reach(code)
  where not exists (select from unnest(${areas}::text[]) as own(code) where starts_with(reach.code, own.code)))`

/** A page of the API keys within some areas with owner and post, newest first; those before `after` only. */
export const listKeysWithin = (tx: Db, cityId: string, areas: readonly string[], after: string | undefined, limit: number) =>
  tx
    .selectFrom('apiKey')
    .innerJoin('person', (join) => join.onRef('person.cityId', '=', 'apiKey.cityId').onRef('person.id', '=', 'apiKey.personId'))
    .innerJoin('post', (join) => join.onRef('post.cityId', '=', 'apiKey.cityId').onRef('post.id', '=', 'apiKey.postId'))
    .innerJoin('unit', (join) => join.onRef('unit.cityId', '=', 'post.cityId').onRef('unit.id', '=', 'post.unitId'))
    .selectAll('apiKey')
    .select(['person.name as ownerName', 'post.title', 'post.titleEn', 'unit.name as unitName', 'unit.nameEn as unitNameEn'])
    .where('apiKey.cityId', '=', cityId)
    .where(within(areas))
    .$if(after !== undefined, (query) => query.where('apiKey.id', '<', after ?? ''))
    .orderBy('apiKey.id', 'desc')
    .limit(limit)
    .execute()

export async function countKeysWithin(tx: Db, cityId: string, areas: readonly string[]): Promise<number> {
  const { total } = await tx
    .selectFrom('apiKey')
    .select(sql<number>`count(*)`.as('total'))
    .where('cityId', '=', cityId)
    .where(within(areas))
    .executeTakeFirstOrThrow()
  return total
}
