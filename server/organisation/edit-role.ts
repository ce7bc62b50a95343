import { SEPARATION_RULES, separationFault } from '#organisation/administrators.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { listGrantsOf, listHoldersOf, listSeats } from '#organisation/queries-accounts.ts'
import { findRole, insertRoles, type Role } from '#organisation/queries-posts.ts'
import { lockRole, setRole } from '#organisation/queries-roles.ts'
import { type Actor, mayDo } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

export interface EditRole {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly permissions: readonly string[]
}

/** Creates a role; nobody holds it yet. Throws organisation.code_taken. */
export async function addRole(tx: Db, actor: Actor, input: EditRole): Promise<Role> {
  await readCityToday(tx, actor)
  requireWholeCity(actor)
  refuseJoinedPowers(input.permissions)
  if ((await findRole(tx, actor.cityId, input.code)) !== undefined) throw organisationProblems.codeTaken(input.code, 'code')
  const role = { ...input, permissions: [...new Set(input.permissions)], cityId: actor.cityId }
  await insertRoles(tx, [role])
  return role
}

/**
 * Changes what a role allows, for everybody who holds it, at once. Nobody gives a role of their own a permission their present post does not hold,
 * nor takes from the role they act in the permission to mend it again; no role and no holder of one becomes two administrators.
 * Throws organisation.not_found, .outside_area, .more_than_held, .own_account, .separation.
 */
export async function editRole(tx: Db, actor: Actor, input: EditRole): Promise<Role> {
  const { today } = await readCityToday(tx, actor)
  requireWholeCity(actor)
  refuseJoinedPowers(input.permissions)
  const before = await lockRole(tx, actor.cityId, input.code)
  if (before === undefined) throw organisationProblems.noRole(input.code, 'code')
  const seats = actor.personId === null ? [] : await listSeats(tx, actor.cityId, [actor.personId], today)
  if (seats.some(({ roleCode }) => roleCode === input.code)) refuseOwnGain(actor, before, input)
  const acting = seats.find(({ id }) => id === actor.postId)
  if (acting?.roleCode === input.code && !input.permissions.includes('security.edit')) throw organisationProblems.ownAccount()
  await refuseJoinedHolders(tx, actor.cityId, input, today)
  const role = { ...input, permissions: [...new Set(input.permissions)], cityId: actor.cityId }
  await setRole(tx, role)
  return role
}

function refuseOwnGain(actor: Actor, before: Role, input: EditRole): void {
  const gained = input.permissions.filter((each) => !before.permissions.includes(each) && !mayDo(actor, each))
  if (gained.length > 0) throw organisationProblems.moreThanHeld(gained, 'permissions')
}

/** A role is the whole city's: whoever looks after a part of it changes none. */
export function requireWholeCity(actor: Actor): void {
  if (actor.level !== 'city') throw organisationProblems.outsideArea(actor.cityId)
}

function refuseJoinedPowers(permissions: readonly string[]): void {
  const fault = separationFault(permissions)
  if (fault !== null) throw organisationProblems.separation(SEPARATION_RULES[fault], 'permissions', { fault })
}

/** Nobody who holds the role becomes two administrators by what it is to allow. */
async function refuseJoinedHolders(tx: Db, cityId: string, { code, permissions }: EditRole, today: string): Promise<void> {
  const holders = await listHoldersOf(tx, cityId, code, today)
  if (holders.length === 0) return
  const lasting = (await listGrantsOf(tx, cityId, holders)).filter(({ validTo }) => validTo === null || validTo > today)
  for (const [personId, grants] of Map.groupBy(lasting, (grant) => grant.personId)) {
    const fault = separationFault([
      ...permissions,
      ...grants.filter(({ roleCode }) => roleCode !== code).flatMap((grant) => grant.permissions),
    ])
    if (fault !== null) throw organisationProblems.separation(SEPARATION_RULES[fault], 'permissions', { fault, personId })
  }
}
