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
  if (toStage === 'declined' || toStage === 'voided' || toStage === 'merged') return toStage
  if (toStage === 'filed' && (fromStage === 'closed' || fromStage === 'declined')) return 'reopened'
  return action === 'file' ? 'filed' : null
}

/** Whether an event brings the case to a unit that did not have it. */
export const reachesUnit = ({ action, fromStage, toStage }: CaseMove): boolean =>
  toStage === 'dispatched' && (fromStage !== 'dispatched' || action === 'redispatch')

/** What whoever reported the same problem hears of a step of the case theirs was merged into: how it ended, and that it goes on again. */
export function togetherStep(step: MessageStep | null): MessageStep | null {
  if (step === 'closed') return 'closed-together'
  return step === 'declined' || step === 'voided' || step === 'reopened' ? step : null
}

/** What is left to tell a reporter whose case is merged into one that has ended already; null while it goes on. */
export const endedStep = (stage: Stage): MessageStep | null =>
  stage === 'closed' || stage === 'declined' || stage === 'voided' ? togetherStep(stage) : null

/** After these nothing more is expected to be told to a reporter; who was told of a merger still waits for the end. */
export const ENDING_STEPS: readonly MessageStep[] = ['closed', 'closed-together', 'declined', 'voided']
