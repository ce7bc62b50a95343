import type { RETURN_REASONS } from '#cases/contract.ts'
import type { StreetAction } from '#web/field/store/records.ts'

/** Steps with a form of their own. */
export const FORMED = ['verify', 'check', 'report-back', 'finish-part', 'request-return'] as const
export type FormedAction = (typeof FORMED)[number]
export const isFormed = (action: string | undefined): action is FormedAction => FORMED.some((each) => each === action)

export interface StepFields {
  /** verify: it is so; check: it is solved. */
  readonly verdict: boolean | null
  readonly text: string
  readonly reason: (typeof RETURN_REASONS)[number] | null
}
export const BLANK_STEP: StepFields = { verdict: null, text: '', reason: null }

export type StepFault = 'needsPhoto' | 'needsText' | 'needsReason' | 'needsChoice' | 'notKept'

/** What is missing before it can be sent; null when nothing is. `required` are the steps for which the city wants a photo. */
export function stepFault(action: FormedAction, fields: StepFields, photos: number, required: readonly string[]): StepFault | null {
  if ((action === 'verify' || action === 'check') && fields.verdict === null) return 'needsChoice'
  if (action === 'request-return' && fields.reason === null) return 'needsReason'
  if (fields.text.trim() === '') return 'needsText'
  return photos === 0 && required.includes(action) ? 'needsPhoto' : null
}

/** What the action carries, as its contract wants it. */
export function stepInput(action: StreetAction, { verdict, text, reason }: StepFields, photos: readonly string[]): Record<string, unknown> {
  switch (action) {
    case 'verify':
      return { real: verdict === true, finding: text.trim(), photos }
    case 'check':
      return { passed: verdict === true, finding: text.trim(), photos }
    case 'request-return':
      return { reason, note: text.trim() }
    default:
      return { result: text.trim(), photos }
  }
}
