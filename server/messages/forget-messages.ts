import { listCityIds } from '#cases/queries-sweep.ts'
import { messagePolicyOf } from '#messages/policy.ts'
import { deleteWishesBefore } from '#messages/queries-recipients.ts'
import { clearAddresses, deleteFinished, setStaleDropped } from '#messages/queries-sending.ts'
import { deleteUnconfirmed } from '#messages/queries-subscriptions.ts'
import { TOO_OLD } from '#messages/retry-rules.ts'
import { UNCONFIRMED } from '#messages/subscribe-to-area.ts'
import { findCity } from '#organisation/queries-places.ts'
import type { Db } from '#platform/db.ts'

const DAY = 86_400_000

const before = (at: Date, ms: number): Date => new Date(at.getTime() - ms)

/**
 * Forgets what is no longer needed: reporters' wishes with their addresses, subscriptions nobody confirmed, masked addresses some days after the
 * message, and in the end the proof itself. What was never sent and is too old is dropped. One city when it is named, else all.
 */
export async function forgetMessages(db: Db, at: Date, only?: string): Promise<void> {
  for (const cityId of only === undefined ? await listCityIds(db) : [only]) {
    const { addressDays, proofDays } = messagePolicyOf((await findCity(db, cityId))?.settings ?? {})
    await deleteWishesBefore(db, cityId, at)
    await deleteUnconfirmed(db, cityId, before(at, UNCONFIRMED))
    await setStaleDropped(db, cityId, before(at, TOO_OLD), at)
    await clearAddresses(db, cityId, before(at, addressDays * DAY))
    await deleteFinished(db, cityId, before(at, proofDays * DAY))
  }
}
