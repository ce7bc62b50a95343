import type { Point } from '#portal/blur.ts'
import { newRequestId } from '#web/shared/api/submission.ts'

/** The questions, one a screen, in the order they are asked. */
export const STEPS = ['photo', 'where', 'what', 'near', 'contact', 'send'] as const
export type Step = (typeof STEPS)[number]
export const isStep = (text: string): text is Step => STEPS.some((step) => step === text)

/** A photo chosen for a report: the key it lies under on this device, and the id it is sent under. */
export interface DraftPhoto {
  readonly key: string
  readonly id: string
  /** The form it was sent with; null while it was not. */
  readonly sentWith: string | null
}

export interface DraftForm {
  readonly form: string
  /** By this device's clock, ms: before it nothing is taken, after it nothing more. */
  readonly readyAt: number
  readonly endsAt: number
}

/** A report that is being written. It lies on this device alone until it is sent. */
export interface Draft {
  readonly requestId: string
  readonly startedAt: number
  readonly photos: readonly DraftPhoto[]
  readonly place: (Point & { readonly accuracy: number | null }) | null
  readonly address: string
  readonly topic: string | null
  readonly text: string
  readonly contact: string
  readonly wantsNews: boolean
  readonly form: DraftForm | null
  /** The farthest question that was answered or passed over. */
  readonly reached: Step
}

export const emptyDraft = (now: number): Draft => ({
  requestId: newRequestId(now),
  startedAt: now,
  photos: [],
  place: null,
  address: '',
  topic: null,
  text: '',
  contact: '',
  wantsNews: false,
  form: null,
  reached: 'photo',
})

const DAY = 86_400_000
/** A draft nobody came back to is thrown away. */
export const DRAFT_DAYS = 7

const isDraft = (stored: unknown): stored is Draft =>
  typeof stored === 'object' &&
  stored !== null &&
  'requestId' in stored &&
  'reached' in stored &&
  'startedAt' in stored &&
  'photos' in stored

/** What was stored, while it is a draft and not too old; else a fresh one. */
export const draftOf = (stored: unknown, now: number): Draft =>
  isDraft(stored) && now - stored.startedAt < DRAFT_DAYS * DAY ? { ...emptyDraft(now), ...stored } : emptyDraft(now)

export const hasPlace = ({ place, address }: Draft): boolean => place !== null || address.trim() !== ''
export const hasTopic = ({ topic, text }: Draft): boolean => topic !== null || text.trim() !== ''
export const hasContent = (draft: Draft): boolean => draft.photos.length > 0 || hasPlace(draft) || hasTopic(draft) || draft.contact !== ''

const later = (a: Step, b: Step): Step => (STEPS.indexOf(a) >= STEPS.indexOf(b) ? a : b)
export const reaching = (draft: Draft, step: Step): Draft => ({ ...draft, reached: later(draft.reached, step) })

/** The first question that must still be answered before a step; null when it may be shown. */
export function missingBefore(draft: Draft, step: Step): Step | null {
  const at = STEPS.indexOf(step)
  if (at > STEPS.indexOf('where') && !hasPlace(draft)) return 'where'
  if (at > STEPS.indexOf('what') && !hasTopic(draft)) return 'what'
  return null
}

/** Where whoever comes back goes on. */
export const nextStep = (draft: Draft): Step => missingBefore(draft, draft.reached) ?? draft.reached

/** The question after this one: near needs a point. */
export function stepAfter(draft: Draft, step: Step): Step {
  const next = STEPS[STEPS.indexOf(step) + 1] ?? 'send'
  return next === 'near' && draft.place === null ? 'contact' : next
}

/** What is counted for the reader: whether it was reported already is part of what. */
const COUNTED: readonly Step[] = ['photo', 'where', 'what', 'contact', 'send']
export const progressOf = (step: Step): { readonly at: number; readonly of: number } => ({
  at: COUNTED.indexOf(step === 'near' ? 'what' : step) + 1,
  of: COUNTED.length,
})
