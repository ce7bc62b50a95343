import type { CasePolicy } from '#cases/policy.ts'
import { addWorkingTime, type WorkingCalendar } from '#catalogue/working-calendar.ts'

/** Minutes a centre may take to decide on a report: acceptance, a look on site, filing. */
export const minutesToDecide = ({ stageLimitMinutes: { reported, verifying, accepted } }: Pick<CasePolicy, 'stageLimitMinutes'>): number =>
  reported + verifying + accepted

/**
 * By when whoever reports is promised to know whether it is taken up. The centre's own clocks run day and night; a promise counts working time, so that
 * what is sent at midnight is promised for the morning. Throws calendar.unknown_year.
 */
export const decisionBy = (calendar: WorkingCalendar, policy: Pick<CasePolicy, 'stageLimitMinutes'>, at: Date): Date =>
  addWorkingTime(calendar, at, minutesToDecide(policy) * 60_000)
