import type { OutboxItem } from '#web/field/store/records.ts'

export interface ItemRequest {
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
}

/**
 * The request of an item. Sent again it is the same but for the phone's clock of the moment of sending, against which the server reads the moments of
 * a patrol.
 */
export function requestOf({ requestId, cargo }: Pick<OutboxItem, 'requestId' | 'cargo'>, now: number): ItemRequest {
  const sent = { requestId, deviceTime: new Date(now).toISOString() }
  switch (cargo.kind) {
    case 'report':
      return { path: '/api/cases', body: { requestId, ...cargo.body } }
    case 'self-handle':
      return { path: '/api/cases/self-handled', body: { requestId, ...cargo.body } }
    case 'action':
      return { path: `/api/cases/${cargo.caseId}/${cargo.action}`, body: { requestId, version: cargo.version, ...cargo.input } }
    case 'patrol-start':
      return { path: '/api/field/patrols', body: { ...sent, startedAt: cargo.startedAt } }
    case 'patrol-stop':
      return { path: `/api/field/patrols/${cargo.patrolId}/stop`, body: { ...sent, endedAt: cargo.endedAt } }
    case 'check-in': {
      const { kind: _, ...body } = cargo
      return { path: '/api/field/check-ins', body: { ...sent, ...body } }
    }
    case 'visits': {
      const { kind: _, patrolId, ...body } = cargo
      return { path: `/api/field/patrols/${patrolId}/visits`, body: { ...sent, ...body } }
    }
  }
}
