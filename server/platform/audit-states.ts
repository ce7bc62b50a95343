import type { Actor } from '#platform/actor.ts'
import type { RecordState } from '#platform/audit-changes.ts'
import type { Db } from '#platform/db.ts'
import { type AnyRoute, isRawRoute } from '#platform/route.ts'

/** An audited request as far as it says what it acts on. */
export interface StateCall {
  readonly tx: Db
  readonly actor: Actor
  readonly params: unknown
  readonly body: unknown
}

/** Action → what it acts on, as the audit log may keep it: read before and after. */
export type AuditStates = Readonly<Record<string, (call: StateCall) => Promise<RecordState>>>

/** The routes with the states of their actions. */
export const withAuditStates = (routes: readonly AnyRoute[], states: AuditStates): readonly AnyRoute[] =>
  routes.map((route) => {
    const auditState = isRawRoute(route) || route.audit === undefined ? undefined : states[route.audit]
    return auditState === undefined ? route : { ...route, auditState }
  })
