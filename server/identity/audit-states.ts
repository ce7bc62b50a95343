import { z } from 'zod'
import { lockKey } from '#identity/queries-keys.ts'
import { findFactor } from '#identity/queries-second-factor.ts'
import type { AuditStates } from '#platform/audit-states.ts'

const byId = z.object({ id: z.string() })

/** What changes of keys and authenticators act on; secrets are no part of it. */
export const IDENTITY_STATES: AuditStates = {
  'key.revoke': async ({ tx, actor, params }) => {
    const key = await lockKey(tx, actor.cityId, byId.parse(params).id)
    return key && { scopes: [...key.scopes], areaCodes: [...key.areaCodes], revokedAt: key.revokedAt }
  },
  'person.reset-second-factor': async ({ tx, actor, params }) => ({
    hasAuthenticator: (await findFactor(tx, actor.cityId, byId.parse(params).id)) !== undefined,
  }),
}
