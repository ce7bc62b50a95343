import type { Db } from '#platform/db.ts'
import { openSession } from '#platform/session.ts'
import type { SmallCity } from '#test/support/city.ts'
import { RULES } from '#test/support/http.ts'

/** The header of a session of the person of that key, opened at `at`. */
export async function signInAs(db: Db, city: SmallCity, key: string, at: Date): Promise<{ authorization: string }> {
  const { personId, postId } = city.person(key)
  const { token } = await openSession(db, { cityId: city.cityId, personId, postId }, RULES, 'test', at)
  return { authorization: `Bearer ${token}` }
}
