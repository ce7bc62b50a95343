import { requireCovered } from '#organisation/carry-over.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { findRole, insertPosts, type Post } from '#organisation/queries-posts.ts'
import { findUnit } from '#organisation/queries-units.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'

export interface AddPost {
  readonly unitId: string
  readonly roleCode: string
  readonly title: string
  readonly titleEn: string | null
  /** The higher, the more it may decide; 1 for whoever decides nothing. */
  readonly rank: number
  /** Place codes it covers; null for what its unit serves. */
  readonly areaCodes: readonly string[] | null
  readonly validFrom: string
}

/** Adds a post to a unit. Nobody gives out areas or permissions beyond their own post's area. Throws organisation.not_found, .outside_area. */
export async function addPost(tx: Db, actor: Actor, input: AddPost): Promise<Post> {
  await readCityToday(tx, actor)
  const { cityId } = actor
  const unit = await findUnit(tx, cityId, input.unitId)
  if (unit === undefined) throw organisationProblems.noUnit(input.unitId, 'unitId')
  requireCovered(actor, [unit.areaCode, ...(input.areaCodes ?? [])])
  if ((await findRole(tx, cityId, input.roleCode)) === undefined) throw organisationProblems.noRole(input.roleCode, 'roleCode')
  const post = { ...input, cityId, id: newId(actor.at), areaCodes: input.areaCodes && [...input.areaCodes], validTo: null }
  await insertPosts(tx, [post])
  return post
}
