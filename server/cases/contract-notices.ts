import { z } from 'zod'
import { NOTICE_KINDS, type NoticeKind } from '#cases/notice-kinds.ts'
import { identifier } from '#platform/contract-identifier.ts'

const id = identifier

export const NoticeQuery = z.object({ after: id.optional(), limit: z.coerce.number().int().min(1).max(100).default(20) })

/** One notice; its words are `noticeText(kind, number)` of notice-kinds.ts. */
export const NoticeAnswer = z.object({
  id,
  kind: z.enum(NOTICE_KINDS as readonly [NoticeKind, ...NoticeKind[]]),
  caseId: id,
  number: z.string(),
  at: z.date().transform((value) => value.toISOString()),
  read: z.boolean(),
  /** False when the case has left the unit since: there is nothing to open any more. */
  mayOpen: z.boolean(),
})
export const NoticesAnswer = z.object({ notices: z.array(NoticeAnswer), next: id.nullable(), unread: z.number() })

/** Everything up to and with one notice, or just these. Marking twice is marking once. */
export const ReadInput = z.union([z.strictObject({ upTo: id }), z.strictObject({ ids: z.array(id).min(1).max(200) })])
export const ReadAnswer = z.object({ unread: z.number() })
