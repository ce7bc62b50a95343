import { z } from 'zod'
import { ACTION_NAMES, type ActionName, STAGES } from '#cases/lifecycle.ts'
import { LEVELS } from '#platform/actor.ts'
import { identifier } from '#platform/contract-identifier.ts'

const id = identifier
const instant = z.date().transform((value) => value.toISOString())
const action = z.enum(ACTION_NAMES as readonly [ActionName, ...ActionName[]])
const bilingual = z.object({ zh: z.string(), en: z.string() })

/** A post that may take the step, and who is in it; names are whole only for those who may read cases of the area. */
const ablePost = z.object({
  postId: id,
  title: z.string(),
  titleEn: z.string().nullable(),
  unitId: id,
  unitName: z.string(),
  unitNameEn: z.string().nullable(),
  level: z.enum(LEVELS),
  holders: z.array(z.string()),
})

/** What must happen next with a case, by when, and who can do it. */
export const NextAnswer = z.object({
  stage: z.enum(STAGES),
  pending: z.enum(['return', 'extension', 'suspension']).nullable(),
  /** Since when it waits for this. */
  since: instant,
  due: z.object({ at: instant, of: z.enum(['stage', 'handling', 'suspension']) }).nullable(),
  /** In order of expectation; empty once the case has ended. */
  steps: z.array(
    z.object({
      action,
      actionName: bilingual,
      /** The one who asks may take it now. */
      mine: z.boolean(),
      /** The system takes it by itself when its time has come. */
      bySystem: z.boolean(),
      posts: z.array(ablePost),
      /** How many more posts may take it than are listed. */
      more: z.number(),
    }),
  ),
})

export const RELATIONS = ['primary', 'merged', 'component', 'shopfront', 'nearby'] as const
export type Relation = (typeof RELATIONS)[number]

/** Cases that belong beside this one: the primary and those merged into it, those at the same component or shopfront, those of the same type close by. */
export const RelatedAnswer = z.object({
  cases: z.array(
    z.object({
      id,
      number: z.string(),
      relation: z.enum(RELATIONS),
      stage: z.enum(STAGES),
      typeCode: z.string().nullable(),
      description: z.string(),
      address: z.string(),
      reportedAt: instant,
      closedAt: instant.nullable(),
      metres: z.number(),
      photoId: id.nullable(),
    }),
  ),
})
