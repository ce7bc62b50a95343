import { type City, findCity } from '#organisation/queries-places.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { portalProblems } from '#portal/problems.ts'
import { readVisibility } from '#portal/read-data.ts'
import { portalSettings } from '#portal/settings.ts'
import { cityRules, shownOf, type VisibilityRule } from '#portal/visibility.ts'

/** A city's page for residents: its settings, and how its cases are shown. */
export interface Portal {
  readonly city: City
  readonly settings: ReturnType<typeof portalSettings>
  readonly rules: readonly VisibilityRule[]
}

function portalOf(city: City): Portal {
  const settings = portalSettings(city)
  return { city, settings, rules: cityRules(readVisibility(), settings.privateTypes) }
}

/** Whether a city never shows cases of a type in public. */
export const hidesType = (city: City, typeCode: string): boolean => shownOf(typeCode, portalOf(city).rules) === 'never'

/** The page of a city, open or not. Throws portal.closed when there is no such city. */
export async function findPortal(tx: Db, cityId: string): Promise<Portal> {
  const city = await findCity(tx, cityId)
  if (!city) throw portalProblems.closed()
  return portalOf(city)
}

/** The page of a city that is open. Throws portal.closed. */
export async function openPortal(tx: Db, cityId: string): Promise<Portal> {
  const portal = await findPortal(tx, cityId)
  if (!portal.settings.isOpen) throw portalProblems.closed()
  return portal
}

/** Whoever reports without an account: nobody's person, who may report anywhere in the city and nothing else. Areas are beginnings of codes: the empty one is the whole city, which every query names. */
export const residentOf = (nobody: Actor, { settings }: Portal): Actor => ({
  ...nobody,
  level: settings.level,
  areas: [''],
  permissions: new Set(['case.report']),
})
