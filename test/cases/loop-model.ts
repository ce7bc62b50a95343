import type { ActionName, Stage } from '#cases/lifecycle.ts'

/** The loop as the field describes it, written down a second time by hand: what the use cases do is held against this, never against their own table. */
type Edge = readonly [ActionName, readonly Stage[], readonly (Stage | '=')[]]

const EDGES: readonly Edge[] = [
  ['accept', ['reported'], ['accepted']],
  ['send-verify', ['reported'], ['verifying']],
  ['verify', ['verifying'], ['accepted', 'declined']],
  ['decline', ['reported', 'accepted'], ['declined']],
  ['file', ['accepted'], ['filed']],
  ['dispatch', ['filed'], ['dispatched']],
  ['recall', ['dispatched'], ['filed']],
  ['refer-down', ['filed', 'dispatched', 'handling'], ['filed']],
  ['request-up', ['filed', 'dispatched', 'handling'], ['filed']],
  ['receive', ['dispatched'], ['handling']],
  ['request-return', ['dispatched', 'handling'], ['=']],
  ['decide-return', ['dispatched', 'handling'], ['filed', '=']],
  ['redispatch', ['dispatched', 'handling'], ['dispatched']],
  ['co-handle', ['handling'], ['=']],
  ['finish-part', ['handling'], ['=']],
  ['report-back', ['handling'], ['handled']],
  ['send-check', ['handled'], ['checking']],
  ['check', ['checking'], ['checked', 'handling']],
  ['close', ['checked'], ['closed']],
  ['request-extension', ['handling'], ['=']],
  ['decide-extension', ['handling'], ['=']],
  ['request-suspension', ['handling'], ['=']],
  ['decide-suspension', ['handling'], ['suspended', '=']],
  ['resume', ['suspended'], ['handling']],
  ['merge', ['reported', 'verifying', 'accepted', 'filed', 'dispatched', 'handling'], ['merged']],
  ['void', ['reported', 'verifying', 'accepted', 'filed', 'dispatched'], ['voided']],
  ['reopen', ['closed', 'declined'], ['filed']],
  ['rate', ['closed'], ['=', 'filed']],
  ['escalate', ['dispatched', 'handling'], ['=']],
]
const ANYWHERE: readonly ActionName[] = ['urge', 'reply-urge', 'put-on-list', 'take-off-list']

/** Whether the field's own reading of the loop lets an action lead from one stage to another. */
export function loopAllows(action: ActionName, from: Stage, to: Stage): boolean {
  if (ANYWHERE.includes(action)) return from === to
  return EDGES.some(
    ([name, starts, ends]) => name === action && starts.includes(from) && ends.some((end) => (end === '=' ? to === from : end === to)),
  )
}

/** What the model remembers of one case: enough to say who must not check or close it. */
export class ModelCase {
  stage: Stage
  events = 1
  readonly handlers = new Set<string>()
  readonly handlingUnits = new Set<string>()
  lastChecker: string | null = null
  readonly requests: string[]
  constructor(stage: Stage, requestId: string) {
    this.stage = stage
    this.requests = [requestId]
  }
}
