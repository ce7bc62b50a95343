import { z } from 'zod'
import { LEVELS } from '#platform/actor.ts'

const minutes = z.number().int().positive()

/** What a city may want different about its loop: data in city.settings.cases, every value with the default of the Kunming reading. */
export const CasePolicy = z.object({
  /** Minutes each stage may take, counted continuously; they belong to the centre that owns the stage, never to the handling unit. */
  stageLimitMinutes: z
    .object({
      reported: minutes,
      verifying: minutes,
      accepted: minutes,
      filed: minutes,
      handled: minutes,
      checking: minutes,
      checked: minutes,
    })
    .prefault({ reported: 15, verifying: 30, accepted: 15, filed: 15, handled: 15, checking: 30, checked: 15 }),
  /** An inspector's report that names a filing condition needs no acceptance. */
  inspectorSkipsAcceptance: z.boolean().default(true),
  photoRequired: z.array(z.enum(['report-back', 'check', 'verify', 'self-handle'])).default(['report-back', 'check', 'self-handle']),
  /** After a failed check: go on with what is left of the limit, or start a new one. */
  reworkClock: z.enum(['continue', 'restart']).default('continue'),
  maxExtensions: z.number().int().min(0).default(2),
  /** A ruling on an extension up to this share of the original limit is the duty chief's; a longer one needs case.rule-long. */
  longExtensionShare: z.number().positive().default(1),
  maxSuspensions: z.number().int().min(0).default(1),
  maxSuspensionDays: z.number().int().positive().default(365),
  reopenWindowDays: z.number().int().min(0).default(15),
  /** Each time the limit has run out once more, the next rung hears of it. */
  escalationLadder: z.array(z.enum(LEVELS)).default(['district', 'city', 'city']),
  duplicate: z.object({ radiusMetres: z.number().positive(), days: z.number().int().positive() }).prefault({ radiusMetres: 50, days: 15 }),
  photoMaxDistanceMetres: z.number().positive().default(200),
  photoMaxAgeMinutes: z.number().positive().default(120),
  /** How many days late what was done or written down without a network is still taken at its word, and a patrol taken at all. */
  lateDays: z.number().int().min(1).max(14).default(3),
  contactRetentionDays: z.number().int().positive().default(365),
})
export type CasePolicy = z.output<typeof CasePolicy>

const parsed = new WeakMap<object, CasePolicy>()

/** The policy inside a city's settings, defaults filled in. */
export function policyOf(settings: Record<string, unknown>): CasePolicy {
  const known = parsed.get(settings)
  if (known) return known
  const policy = CasePolicy.parse(settings.cases ?? {})
  parsed.set(settings, policy)
  return policy
}
