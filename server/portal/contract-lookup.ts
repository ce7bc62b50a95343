import { z } from 'zod'
import { identifier } from '#platform/contract-identifier.ts'
import { CONTACT } from '#portal/contact.ts'
import { words } from '#portal/contract.ts'
import { STATES } from '#portal/stages.ts'

/** What whoever reported was told; in the body, so that codes stand in no log of addresses. */
export const LookupBody = z.object({ number: z.string().trim().min(1).max(60), code: z.string().trim().min(1).max(40) })

export const LookupAnswer = z.object({
  number: z.string(),
  topic: z.string(),
  /** Of the catalogue; null until a centre has decided. */
  type: words.nullable(),
  state: z.enum(STATES),
  stage: words,
  /** Where the other report stands that this one was joined with; null unless it was. */
  joined: z.object({ state: z.enum(STATES), stage: words }).nullable(),
  reportedAt: z.string(),
  /** By when it is to be handled, while that clock runs. */
  dueAt: z.string().nullable(),
  steps: z.array(z.object({ at: z.string(), words })),
  history: z.object({
    /** Nothing in the history was changed after the event: every entry was held against the one before it. */
    verified: z.boolean(),
    entries: z.int(),
  }),
  photos: z.array(z.object({ purpose: z.enum(['before', 'after']), url: z.string(), thumbnailUrl: z.string() })),
  mayRate: z.boolean(),
})

export const PhotoParams = z.object({ ticket: z.string().min(1).max(400) })

export const RateBody = LookupBody.extend({
  requestId: identifier,
  solved: z.boolean(),
  satisfied: z.int().min(1).max(5),
  note: z.string().trim().max(1000).default(''),
})
export const RateAnswer = z.object({ stage: words, takenUpAgain: z.boolean() })

/** To be told from now on what becomes of it. */
export const WishBody = LookupBody.extend({
  contact: z.string().trim().max(100).regex(CONTACT, '须为电话号码或电子邮箱 / a telephone number or an e-mail address'),
})
export const WishTaken = z.object({ accepted: z.literal(true) })
