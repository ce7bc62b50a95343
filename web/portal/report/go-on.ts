import { go, HOME } from '../shell/address.ts'
import { type Step, stepAfter } from './draft.ts'
import { reach, readDraft } from './draft-store.ts'

/** To the question after this one. */
export function goOn(from: Step, { replace = false } = {}): void {
  const next = stepAfter(readDraft(), from)
  reach(next)
  go(`${HOME}/report/${next}`, { replace })
}
