import type { AssistingPart, CaseState } from '#cases/case-state.ts'
import { asksLongExtension } from '#cases/clocks.ts'
import { type ActionName, type PendingKind, ruleOf, type Stage, type Who } from '#cases/lifecycle.ts'
import type { CasePolicy } from '#cases/policy.ts'
import { handlingUnits } from '#cases/refusal.ts'
import { LEVELS, type Level } from '#platform/actor.ts'

/** What each stage waits for, the most expected first. What leads away from the loop (merging, voiding) or merely may be done is not in it. */
export const NEXT_ACTIONS: Readonly<Record<Stage, readonly ActionName[]>> = {
  reported: ['accept', 'send-verify'],
  verifying: ['verify'],
  accepted: ['file', 'decline'],
  filed: ['dispatch'],
  dispatched: ['receive'],
  handling: ['report-back'],
  suspended: ['resume'],
  handled: ['send-check'],
  checking: ['check'],
  checked: ['close'],
  closed: [],
  declined: [],
  voided: [],
  merged: [],
}
const RULINGS: Readonly<Record<PendingKind, ActionName>> = {
  return: 'decide-return',
  extension: 'decide-extension',
  suspension: 'decide-suspension',
}

type Waiting = Pick<CaseState, 'stage' | 'pending' | 'assisting' | 'urgeDueAt'>
const partOpen = (part: AssistingPart): boolean => part.doneAt === null

/** What must happen next with a case, in order of expectation; empty once it has ended. */
export function nextActions({ stage, pending, assisting, urgeDueAt }: Waiting): readonly ActionName[] {
  const answer: readonly ActionName[] = urgeDueAt !== null && ruleOf('reply-urge').from.includes(stage) ? ['reply-urge'] : []
  return [...workOf(stage, pending, assisting), ...answer]
}

/** A ruling comes first; a request for more time does not keep the unit from reporting back; the lead waits for who assists it. */
function workOf(stage: Stage, pending: PendingKind | null, assisting: readonly AssistingPart[]): readonly ActionName[] {
  const work = stage === 'handling' && assisting.some(partOpen) ? (['finish-part'] as const) : NEXT_ACTIONS[stage]
  if (pending === null) return work
  return [RULINGS[pending], ...work.filter((action) => pending !== 'return' && ruleOf(action).whilePending)]
}

/** By when the next step is due, and by which clock: the stage's own, the handling limit, or the end of a suspension. Null where nothing limits it or the clock stands. */
export function nextDue(row: Pick<CaseState, 'stage' | 'stageDueAt' | 'dueAt' | 'suspendedUntil'>): NextDue | null {
  if (row.stageDueAt !== null) return { at: row.stageDueAt, of: 'stage' }
  if (row.suspendedUntil !== null) return { at: row.suspendedUntil, of: 'suspension' }
  return row.dueAt === null ? null : { at: row.dueAt, of: 'handling' }
}
export interface NextDue {
  readonly at: Date
  readonly of: 'stage' | 'handling' | 'suspension'
}

/** The posts to look for: all that is not null must fit. */
export interface PostsWanted {
  readonly action: ActionName
  /** The post's role must hold all of them. */
  readonly permissions: readonly string[]
  readonly levels: readonly Level[] | null
  readonly ofCentre: boolean
  /** The post's areas must cover this place. */
  readonly placeCode: string | null
  readonly unitIds: readonly string[] | null
  readonly personIds: readonly string[] | null
  /** Nobody of these people, nor of these units whatever the post. */
  readonly notPersonIds: readonly string[]
  readonly notUnitIds: readonly string[]
}
type Place = Pick<PostsWanted, 'levels' | 'ofCentre' | 'placeCode' | 'unitIds' | 'personIds'>

const ANY: Place = { levels: null, ofCentre: false, placeCode: null, unitIds: null, personIds: null }
const centre = (row: CaseState, levels: readonly Level[]): Place => ({ ...ANY, levels, ofCentre: true, placeCode: row.placeCode })

/** The other side of `refusalOf`: not whether one may, but who may. Null where no post is told: the clock does it, or whoever reported it, whom nobody learns. */
const PLACES: Readonly<Record<Who, (row: CaseState) => Place | null>> = {
  anyone: () => ANY,
  system: () => null,
  reporter: () => null,
  'closing-centre': (row) => centre(row, [row.closingLevel]),
  'loop-centre': (row) => centre(row, [row.loopLevel]),
  above: (row) => centre(row, LEVELS.slice(0, LEVELS.indexOf(row.loopLevel) + 1)),
  unit: (row) => ({ ...ANY, unitIds: row.unitId === null ? [] : [row.unitId] }),
  assisting: (row) => ({ ...ANY, unitIds: row.assisting.filter(partOpen).map((part) => part.unitId) }),
  inspector: (row) => ({ ...ANY, personIds: row.inspectorId === null ? [] : [row.inspectorId] }),
}

/** Handler, checker and closer differ; see `separationRefusal`. */
function separated(action: ActionName, row: CaseState): Pick<PostsWanted, 'notPersonIds' | 'notUnitIds'> {
  if (action !== 'check' && action !== 'close' && action !== 'send-check') return { notPersonIds: [], notUnitIds: [] }
  const checker = action === 'close' && row.checkedBy !== null ? [row.checkedBy] : []
  return { notPersonIds: action === 'send-check' ? [] : [...row.handledBy, ...checker], notUnitIds: handlingUnits(row) }
}

const permissionsFor = (action: ActionName, row: CaseState, policy: CasePolicy): readonly string[] => [
  ruleOf(action).permission,
  ...(action === 'decide-extension' && asksLongExtension(row, policy) ? ['case.rule-long'] : []),
]

/** Which posts could do an action with a case as it stands; an extension so long that it needs a rank is ruled on by those who have it. */
export const postsWanted = (action: ActionName, row: CaseState, policy: CasePolicy): readonly PostsWanted[] =>
  ruleOf(action).who.flatMap((who): readonly PostsWanted[] => {
    const place = PLACES[who](row)
    return place === null ? [] : [{ action, permissions: permissionsFor(action, row, policy), ...place, ...separated(action, row) }]
  })
