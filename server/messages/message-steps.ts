import type { Stage } from '#cases/lifecycle.ts'
import type { MessageStep } from '#messages/channels.ts'

/** An event of a case as far as it decides who hears of it. */
export interface CaseMove {
  readonly action: string
  readonly fromStage: Stage | null
  readonly toStage: Stage
}

/** What a reporter hears of an event; most events are nobody's business but the city's. */
export function reporterStep({ action, fromStage, toStage }: CaseMove): MessageStep | null {
  if (action === 'report') return 'reported'
  if (fromStage === toStage) return null
  if (toStage === 'closed') return 'closed'
  if (toStage === 'declined') return 'declined'
  if (toStage === 'filed' && (fromStage === 'closed' || fromStage === 'declined')) return 'reopened'
  return action === 'file' ? 'filed' : null
}

/** Whether an event brings the case to a unit that did not have it. */
export const reachesUnit = ({ action, fromStage, toStage }: CaseMove): boolean =>
  toStage === 'dispatched' && (fromStage !== 'dispatched' || action === 'redispatch')

/** After these nothing more is expected to be told to a reporter. */
export const ENDING_STEPS: readonly MessageStep[] = ['closed', 'declined']
