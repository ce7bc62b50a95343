import { type MessagePolicy, messagePolicyOf } from '#messages/policy.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { requireWholeCity } from '#organisation/edit-role.ts'
import { setCitySetting } from '#organisation/queries-places.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

/** Quiet hours, the hour of digests and how long what is kept, as the city has them. Throws organisation.outside_area. */
export async function viewMessageSettings(tx: Db, actor: Actor): Promise<{ settings: MessagePolicy }> {
  requireWholeCity(actor)
  const { city } = await readCityToday(tx, actor)
  return { settings: messagePolicyOf(city.settings) }
}

/** Sets them anew, whole. Throws organisation.outside_area. */
export async function setMessageSettings(tx: Db, actor: Actor, settings: MessagePolicy): Promise<{ settings: MessagePolicy }> {
  requireWholeCity(actor)
  await setCitySetting(tx, actor.cityId, 'messages', settings)
  return { settings }
}
