import { z } from 'zod'
import { ACTION_NAMES, type ActionName, STAGES } from '#cases/lifecycle.ts'
import { NOTICE_MADE } from '#cases/tell-of-case.ts'
import type { OutboxEvent } from '#platform/relay.ts'

const told = z.object({
  number: z.string(),
  action: z.enum(ACTION_NAMES as [ActionName, ...ActionName[]]),
  fromStage: z.enum(STAGES).nullable(),
  toStage: z.enum(STAGES),
  version: z.number(),
  placeCode: z.string(),
  typeCode: z.string().nullable(),
  unitId: z.string().nullable(),
  dueAt: z.string().nullable(),
})

/** An event of a case as it left. */
export interface CaseHappening extends z.output<typeof told> {
  readonly caseId: string
  readonly topic: string
  readonly at: Date
}

/** The events of cases among these; what tells of no step of one is passed over. */
export const happeningsIn = (events: readonly OutboxEvent[]): CaseHappening[] =>
  events.flatMap(({ topic, subjectId, data, at }) => {
    const read = topic.startsWith('case.') ? told.safeParse(data) : undefined
    return read?.success ? [{ ...read.data, caseId: subjectId, topic, at }] : []
  })

const escalation = z.object({ kind: z.literal('escalated'), addressee: z.object({ kind: z.literal('post'), id: z.string() }) })

/** A post that an escalation has reached. */
export interface EscalationHappening {
  readonly noticeId: string
  readonly postId: string
  readonly at: Date
}

/** The escalations among these events that have reached a post. */
export const escalationsIn = (events: readonly OutboxEvent[]): EscalationHappening[] =>
  events.flatMap(({ topic, subjectId, data, at }) => {
    const read = topic === NOTICE_MADE ? escalation.safeParse(data) : undefined
    return read?.success ? [{ noticeId: subjectId, postId: read.data.addressee.id, at }] : []
  })
