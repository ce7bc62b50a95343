import { z } from 'zod'
import { identifier } from '#platform/contract-identifier.ts'
import { words } from '#portal/contract.ts'
import { MARKS } from '#portal/marks.ts'

export const PublicReportParams = z.object({ id: identifier })
export const PublicReportAnswer = z.object({
  isPublicReport: z.boolean(),
  topic: z.object({ code: z.string(), name: words, types: z.array(z.string()) }).nullable(),
  marks: z.array(z.object({ mark: z.enum(MARKS), words })),
  /** How many said that they have the same problem. */
  meToo: z.int(),
})
