import type { CaseState } from '#cases/case-state.ts'
import { handlingUnits } from '#cases/refusal.ts'
import { type Actor, coversPlace, mayDo } from '#platform/actor.ts'

type Seen = Pick<CaseState, 'placeCode' | 'unitId' | 'assisting' | 'reporterId' | 'inspectorId'>

/**
 * Whether an actor may see a case at all. `case.read` sees the area of the post, `case.read-own` only what the unit handles;
 * everybody sees what they reported and what they were named to look at.
 */
export function maySee(row: Seen, actor: Actor): boolean {
  if (actor.personId !== null && (row.reporterId === actor.personId || row.inspectorId === actor.personId)) return true
  const readsArea = mayDo(actor, 'case.read')
  if (readsArea && coversPlace(actor, row.placeCode)) return true
  return (readsArea || mayDo(actor, 'case.read-own')) && actor.unitId !== null && handlingUnits(row).includes(actor.unitId)
}
