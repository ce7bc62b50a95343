import type { CaseEvent, CaseState, EventData } from '#cases/case-state.ts'
import { askedOf, hashOf, instantText } from '#cases/history.ts'
import type { ActionName, Stage } from '#cases/lifecycle.ts'
import type { Actor } from '#platform/actor.ts'
import { canonicalJson } from '#platform/canonical-json.ts'

/** The next link of a case's chain: numbered after its head, hashed over everything it says. `row.version` 0 makes the first event. */
export function nextEvent(row: CaseState, actor: Actor, requestId: string, action: ActionName, to: Stage, data: EventData): CaseEvent {
  const facts = {
    cityId: row.cityId,
    caseId: row.id,
    seq: row.version + 1,
    requestId,
    action,
    fromStage: row.version === 0 ? null : row.stage,
    toStage: to,
    personId: actor.personId,
    postId: actor.postId,
    unitId: actor.unitId,
    data: canonicalJson(data),
    prevHash: row.headHash,
  }
  return { ...facts, at: actor.at, hash: hashOf({ ...facts, at: instantText(actor.at) }) }
}

/** Whether a submission is the very one that left this event: the same person, action and content. */
export const isRepeat = (event: CaseEvent, actor: Actor, action: ActionName, input: object): boolean =>
  event.action === action && event.personId === actor.personId && (JSON.parse(event.data) as EventData).asked === askedOf(input)
