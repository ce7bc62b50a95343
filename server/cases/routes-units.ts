import { closeUnit } from '#cases/close-unit.ts'
import { ORGANISATION_STATES } from '#organisation/audit-states.ts'
import { EndInput, IdParams, UnitAnswer } from '#organisation/contract-people.ts'
import { withAuditStates } from '#platform/audit-states.ts'
import { type AnyRoute, route } from '#platform/route.ts'

/** What may be done to a unit only in view of its cases. */
export const unitRoutes: readonly AnyRoute[] = withAuditStates(
  [
    route({
      method: 'POST',
      path: '/api/units/:id/close',
      permission: 'organisation.edit',
      tag: 'organisation',
      audit: 'unit.close',
      summary: { zh: '撤销单位（须已无未结案件、岗位和下级单位）', en: 'Close a unit without open cases, posts or units below it' },
      params: IdParams,
      body: EndInput,
      answer: UnitAnswer,
      handle: ({ tx, actor, params, body }) => closeUnit(tx, actor, params.id, body.on),
    }),
  ],
  ORGANISATION_STATES,
)
