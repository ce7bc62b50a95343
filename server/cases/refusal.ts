import type { CaseState } from '#cases/case-state.ts'
import { ACTION_NAMES, type ActionName, ruleOf, type Who } from '#cases/lifecycle.ts'
import { type Actor, compareLevels, coversPlace, mayDo } from '#platform/actor.ts'

/** Why an actor may not do an action on a case now, most telling reason first. Pure: the server enforces it, the web asks the same function. */
export type Refusal =
  | 'wrong_stage'
  | 'no_permission'
  | 'outside_area'
  | 'wrong_level'
  | 'not_of_centre'
  | 'not_your_unit'
  | 'not_named'
  | 'not_reporter'
  | 'system_only'
  | 'request_waiting'
  | 'no_request_waiting'
  | 'handler_must_differ'
  | 'checker_must_differ'
  | 'handling_unit_must_differ'
  | 'listed_already'
  | 'not_listed'
  | 'listed_above'
  | 'parts_open'
  | 'rated_already'

/** What of a case decides who may do what with it; the web builds it from a row of a list (row-refusal.ts). */
export type RefusalFacts = Pick<
  CaseState,
  | 'stage' | 'placeCode' | 'closingLevel' | 'loopLevel' | 'unitId' | 'assisting' | 'inspectorId' | 'reporterId'
  | 'handledBy' | 'checkedBy' | 'pending' | 'listedLevel' | 'solved'
> // biome-ignore format: a list
/** What of an actor decides it. */
export type Doer = Pick<Actor, 'personId' | 'unitId' | 'memberOf' | 'level' | 'ofCentre' | 'areas' | 'permissions'>

const MISSES: Record<Who, (row: RefusalFacts, actor: Doer) => Refusal | null> = {
  anyone: () => null,
  system: (_row, actor) => (actor.personId === null ? null : 'system_only'),
  'closing-centre': (row, actor) => centreRefusal(row, actor) ?? (actor.level === row.closingLevel ? null : 'wrong_level'),
  'loop-centre': (row, actor) => centreRefusal(row, actor) ?? (actor.level === row.loopLevel ? null : 'wrong_level'),
  above: (row, actor) => centreRefusal(row, actor) ?? (compareLevels(actor.level, row.loopLevel) <= 0 ? null : 'wrong_level'),
  unit: (row, actor) => (row.unitId !== null && actor.unitId === row.unitId ? null : 'not_your_unit'),
  assisting: (row, actor) => (row.assisting.some((part) => part.doneAt === null && part.unitId === actor.unitId) ? null : 'not_your_unit'),
  inspector: (row, actor) => (row.inspectorId !== null && actor.personId === row.inspectorId ? null : 'not_named'),
  reporter: (row, actor) => (row.reporterId !== null && actor.personId === row.reporterId ? null : 'not_reporter'),
}

const centreRefusal = (row: RefusalFacts, actor: Doer): Refusal | null => {
  if (!coversPlace(actor, row.placeCode)) return 'outside_area'
  return actor.ofCentre ? null : 'not_of_centre'
}

/** Units that handle the case: the lead and everyone who assists it. */
export const handlingUnits = (row: Pick<CaseState, 'unitId' | 'assisting'>): readonly string[] =>
  [row.unitId, ...row.assisting.map((part) => part.unitId)].filter((unit) => unit !== null)

/** Handler, checker and closer of one case are different people, and neither of the last two is of a handling unit, whatever the role or the active post. */
export function separationRefusal(action: ActionName, row: RefusalFacts, actor: Pick<Actor, 'personId' | 'memberOf'>): Refusal | null {
  if (action !== 'check' && action !== 'close' && action !== 'send-check') return null
  const person = actor.personId ?? ''
  if (action !== 'send-check' && row.handledBy.includes(person)) return 'handler_must_differ'
  if (action === 'close' && row.checkedBy === person) return 'checker_must_differ'
  return handlingUnits(row).some((unit) => actor.memberOf.includes(unit)) ? 'handling_unit_must_differ' : null
}

/** What the case's own columns rule out, whoever asks. */
function stateRefusal(action: ActionName, row: RefusalFacts, actor: Pick<Actor, 'level'>): Refusal | null {
  if (action === 'put-on-list') return row.listedLevel === null ? null : 'listed_already'
  if (action === 'take-off-list')
    return row.listedLevel === null ? 'not_listed' : compareLevels(actor.level, row.listedLevel) > 0 ? 'listed_above' : null
  if (action === 'report-back' && row.pending === 'return') return 'request_waiting'
  if (action === 'report-back') return row.assisting.some((part) => part.doneAt === null) ? 'parts_open' : null
  return action === 'rate' && row.solved !== null ? 'rated_already' : null
}

/** Null when the actor may; otherwise the reason. Does not look at the action's own input. */
export function refusalOf(action: ActionName, row: RefusalFacts, actor: Doer): Refusal | null {
  const rule = ruleOf(action)
  const bySystem = rule.who.includes('system') && actor.personId === null
  if (!bySystem && rule.permission === 'system') return 'system_only'
  if (!bySystem && !mayDo(actor, rule.permission)) return 'no_permission'
  const misses = rule.who.map((who) => MISSES[who](row, actor))
  if (misses.every((miss) => miss !== null)) return misses.find((miss) => miss !== 'system_only') ?? 'system_only'
  if (!rule.from.includes(row.stage)) return 'wrong_stage'
  if (rule.rulesOn && row.pending !== rule.rulesOn) return 'no_request_waiting'
  if (!rule.rulesOn && !rule.whilePending && row.pending !== null) return 'request_waiting'
  return stateRefusal(action, row, actor) ?? separationRefusal(action, row, actor)
}

/** What this actor could do with this case now: the buttons of its page. */
export const possibleActions = (row: RefusalFacts, actor: Doer): readonly ActionName[] =>
  ACTION_NAMES.filter((action) => ruleOf(action).from.length > 0 && refusalOf(action, row, actor) === null)
