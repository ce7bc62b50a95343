import { organisationProblems } from '#organisation/problems.ts'
import type { Period } from '#organisation/staffing.ts'

/** A version that is to end, with its code to name it by. */
export interface DatedCode extends Period {
  readonly code: string
}

/**
 * The day a change of divisions takes effect: not after today, because open cases, units and posts follow at once; after the first day of every
 * version it ends, so that no version is empty; and none of them may end already. Throws organisation.wrong_day.
 */
export function checkChangeDay(on: string, today: string, ending: readonly DatedCode[], field = 'on'): void {
  if (on > today) {
    const rule = {
      zh: `区划调整须在生效之日起登记，今天是 ${today}`,
      en: `a change of divisions is entered on the day it takes effect or later; today is ${today}`,
    }
    throw organisationProblems.wrongDay(on, rule, field)
  }
  const tooNew = ending.find(({ validFrom }) => validFrom >= on)
  if (tooNew) {
    const rule = {
      zh: `须晚于 ${tooNew.code} 现行版本的起始日 ${tooNew.validFrom}`,
      en: `it must come after ${tooNew.validFrom}, the first day of the present version of ${tooNew.code}`,
    }
    throw organisationProblems.wrongDay(on, rule, field)
  }
  const ended = ending.find(({ validTo }) => validTo !== null)
  if (ended) {
    const rule = { zh: `${ended.code} 已定于 ${ended.validTo} 终止`, en: `${ended.code} already ends on ${ended.validTo}` }
    throw organisationProblems.wrongDay(on, rule, field)
  }
}
