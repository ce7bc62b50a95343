import { needsSecondFactor, readSignInSettings, type SignInSettings } from '#identity/sign-in-policy.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { requireWholeCity } from '#organisation/edit-role.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { findCity, setCitySetting } from '#organisation/queries-places.ts'
import { listRoles } from '#organisation/queries-posts.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

/** How long sessions last and who needs a second factor, as the city sets it, and what each role comes to. */
export async function viewSignInSettings(tx: Db, { cityId }: Pick<Actor, 'cityId'>) {
  const city = await findCity(tx, cityId)
  const settings = readSignInSettings(city?.settings.signIn)
  const roles = (await listRoles(tx, cityId)).map(({ code, name, nameEn, permissions }) => {
    const role = { roleCode: code, permissions, isDemo: city?.isDemo ?? false }
    const asksUnlessSet = needsSecondFactor({ ...role, settings: { byRole: {} } })
    return { code, name, nameEn, asksUnlessSet, asks: needsSecondFactor({ ...role, settings }) }
  })
  return { settings, roles }
}

/**
 * Sets them anew, whole. What a role asks for holds for open sessions at once; how long sessions last, for those opened from now on. Throws
 * organisation.outside_area, .not_found for a role there is none of.
 */
export async function setSignInSettings(tx: Db, actor: Actor, settings: SignInSettings) {
  await readCityToday(tx, actor)
  requireWholeCity(actor)
  const known = new Set((await listRoles(tx, actor.cityId)).map(({ code }) => code))
  const stranger = Object.keys(settings.byRole).find((code) => !known.has(code))
  if (stranger !== undefined) throw organisationProblems.noRole(stranger, `byRole.${stranger}`)
  await setCitySetting(tx, actor.cityId, 'signIn', settings)
  return viewSignInSettings(tx, actor)
}
