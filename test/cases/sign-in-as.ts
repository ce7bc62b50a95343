import type { Db } from '#platform/db.ts'
import type { SmallCity } from '#test/support/city.ts'
import { signedIn } from '#test/support/http.ts'

/** The header of a session of the person of that key, opened at `at`. */
export const signInAs = (db: Db, city: SmallCity, key: string, at: Date): Promise<{ authorization: string }> =>
  signedIn(db, city, city.person(key), at)
