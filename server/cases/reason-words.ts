import type { DECLINE_REASONS, RETURN_REASONS } from '#cases/contract.ts'
import type { PendingKind } from '#cases/lifecycle.ts'
import type { Bilingual } from '#platform/problem.ts'

export type ReturnReason = (typeof RETURN_REASONS)[number]
export type DeclineReason = (typeof DECLINE_REASONS)[number]
/** How a case ended: solved, or why it was declined. */
export type Outcome = DeclineReason | 'solved'

/** Why a unit says a case is not for it. */
export const RETURN_REASON_WORDS: Readonly<Record<ReturnReason, Bilingual>> = {
  not_ours: { zh: '不属本单位职责', en: 'not the duty of this unit' },
  not_our_area: { zh: '不在本单位辖区', en: 'outside the area of this unit' },
  duplicate: { zh: '与已有案卷重复', en: 'the same as a case already known' },
  not_a_problem: { zh: '现场没有问题', en: 'there is no problem on site' },
}

/** Why a case is not filed. */
export const DECLINE_REASON_WORDS: Readonly<Record<DeclineReason, Bilingual>> = {
  not_true: { zh: '情况不属实', en: 'what was reported is not so' },
  no_condition: { zh: '不符合立案条件', en: 'it meets no filing condition' },
  out_of_scope: { zh: '不在受理范围', en: 'out of scope' },
  already_handled: { zh: '已经处置', en: 'it was fixed already' },
  duplicate: { zh: '与已有案卷重复', en: 'the same as a case already known' },
  too_vague: { zh: '信息不全，无法核实', en: 'too vague to be verified' },
}

export const OUTCOME_WORDS: Readonly<Record<Outcome, Bilingual>> = { solved: { zh: '已解决', en: 'solved' }, ...DECLINE_REASON_WORDS }

/** What a unit asks for, and somebody rules on. */
export const REQUEST_WORDS: Readonly<Record<PendingKind, Bilingual>> = {
  return: { zh: '回退', en: 'return' },
  extension: { zh: '延期', en: 'extension' },
  suspension: { zh: '挂账', en: 'suspension' },
}
