import type { CaseHappening } from '#messages/case-event.ts'
import type { Audience, Channel, MessageLocale, MessageStep } from '#messages/channels.ts'

/** One recipient of one event, before it is known what there is to tell. */
export interface DueMessage {
  readonly eventKey: string
  readonly step: MessageStep
  readonly audience: Audience
  readonly channel: Channel
  readonly locale: MessageLocale
  readonly recipientId: string
  readonly maskedAddress: string
  /** The case it is told of: the reporter's own, in the end. */
  readonly caseId: string
  /** The case whose reason is told, when that is another. */
  readonly reasonOf?: string
  readonly at: Date
  readonly happening?: CaseHappening
}

/** What happened, as it is told to nobody twice. */
export const eventKeyOf = ({ caseId, version }: Pick<CaseHappening, 'caseId' | 'version'>): string => `case ${caseId} ${version}`
