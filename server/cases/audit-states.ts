import { z } from 'zod'
import { findComponent, findShopfront } from '#cases/queries-registers.ts'
import type { AuditStates } from '#platform/audit-states.ts'

const byCode = z.object({ code: z.string() })

/** What changes of the registers act on. */
export const REGISTER_STATES: AuditStates = {
  'component.set': async ({ tx, actor, params }) => {
    const row = await findComponent(tx, actor.cityId, byCode.parse(params).code)
    return row && { ...row, cityId: undefined, code: undefined }
  },
  'shopfront.set': async ({ tx, actor, params }) => {
    const row = await findShopfront(tx, actor.cityId, byCode.parse(params).code)
    return row && { ...row, cityId: undefined, code: undefined }
  },
}
