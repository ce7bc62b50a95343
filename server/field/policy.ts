import { z } from 'zod'
import { policyOf } from '#cases/policy.ts'

/** What a city may want different about work on the street: data in city.settings.field. */
export const FieldPolicy = z.object({
  /** A patrol that nobody ends is ended after so many hours. */
  shiftHours: z.number().positive().max(24).default(10),
  /** How long visits of a person are kept; then only the sums of a grid and day are. */
  keepVisitDays: z.number().int().min(1).max(366).default(90),
  /** A position less exact than this says nothing about where somebody is. */
  checkInAccuracyMetres: z.number().positive().default(100),
  /** So far beyond the border a position may seem to lie and still be inside, if its accuracy allows. */
  checkInMarginMetres: z.number().min(0).default(30),
})
export type FieldPolicy = z.output<typeof FieldPolicy> & {
  /** How late what was written down without a network is still taken; one choice for patrols and for steps on cases (settings.cases). */
  readonly lateDays: number
}

/** The policy inside a city's settings, defaults filled in. */
export const fieldPolicyOf = (settings: Readonly<Record<string, unknown>>): FieldPolicy => ({
  ...FieldPolicy.parse(settings.field ?? {}),
  lateDays: policyOf(settings).lateDays,
})
