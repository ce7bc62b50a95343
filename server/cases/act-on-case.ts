import { announcementOf, summaryOf } from '#cases/announce-case.ts'
import type { CaseChanges, CaseState } from '#cases/case-state.ts'
import { type ClockOrder, moveHandlingClock, stageDue } from '#cases/clocks.ts'
import { cameLate, type DoneAt, doneAtGiven, judgeDoneAt, possibleSince } from '#cases/done-at.ts'
import { askedOf } from '#cases/history.ts'
import { type ActionName, isOpen, leadsTo, type Stage } from '#cases/lifecycle.ts'
import { isRepeat, nextEvent } from '#cases/next-event.ts'
import { type CasePolicy, policyOf } from '#cases/policy.ts'
import { caseProblems } from '#cases/problems.ts'
import { appendEvent, findEventByRequest, listEvents, lockCase } from '#cases/queries.ts'
import { type Receipt, receiptOf } from '#cases/receipt.ts'
import { refusalOf } from '#cases/refusal.ts'
import { maySee } from '#cases/visibility.ts'
import { calendarOf } from '#catalogue/load-calendar.ts'
import type { WorkingCalendar } from '#catalogue/working-calendar.ts'
import type { Actor } from '#platform/actor.ts'
import { localDay } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { Problem } from '#platform/problem.ts'

/** What every action on a case is submitted with. `version` is the one the person saw; `requestId` makes a repeat harmless. */
export interface Submission {
  readonly caseId: string
  readonly requestId: string
  readonly version: number
  /** When the device says it was done. */
  readonly doneAt?: Date | undefined
}

/** What an action decided: where the case goes, what changes besides, what the person said (kept in the history), and what the handling clock is told. */
export interface Decision {
  readonly to: Stage
  readonly set?: CaseChanges
  readonly given?: Record<string, unknown>
  readonly clock?: ClockOrder
  /** The clock of the stage it enters, where that is not the stage's whole limit from now. */
  readonly stageClock?: Pick<CaseState, 'stageEnteredAt' | 'stageDueAt'>
}

export interface Scene<Input> {
  readonly tx: Db
  readonly actor: Actor
  readonly row: CaseState
  readonly input: Input
  readonly policy: CasePolicy
  readonly calendar: WorkingCalendar
  /** The city's local day of the action, YYYY-MM-DD. */
  readonly today: string
  /** When it was done, where that is told and believed; null: when it came. Never for deadlines. */
  readonly doneAt: Date | null
}
export type Decide<Input> = (scene: Scene<Input>) => Decision | Promise<Decision>
export type CaseAction<Input> = (tx: Db, actor: Actor, input: Input & Submission) => Promise<Receipt>

/**
 * Makes the use case of one action: the one place a case changes. Locks it, refuses whom the lifecycle refuses, lets `decide` judge the input,
 * moves the clocks, writes row and event together, and tells the outbox. A replay of the same request answers what the first one did.
 */
export const caseAction =
  <Input>(action: ActionName, decide: Decide<Input>): CaseAction<Input> =>
  async (tx, actor, input) => {
    const locked = await lockCase(tx, actor.cityId, input.caseId, input.requestId)
    if (!locked) throw caseProblems.notFound(input.caseId)
    if (locked.heard) return answerAgain(tx, actor, action, locked.row, input)
    try {
      if (actor.personId !== null && !maySee(locked.row, actor)) throw caseProblems.notFound(input.caseId)
      return await act(tx, actor, action, decide, locked, input)
    } catch (error) {
      const heardMeanwhile = error instanceof Problem && (await findEventByRequest(tx, actor.cityId, input.requestId)) !== undefined
      if (!heardMeanwhile) throw error
      return answerAgain(tx, actor, action, locked.row, input)
    }
  }

/** The first answer to a request that was heard before, wherever the case is now. Throws request.reused when it was another submission. */
async function answerAgain(tx: Db, actor: Actor, action: ActionName, row: CaseState, input: Submission): Promise<Receipt> {
  const first = await findEventByRequest(tx, actor.cityId, input.requestId)
  if (first?.caseId !== row.id || !isRepeat(first, actor, action, input)) throw caseProblems.reused(input.requestId)
  return receiptOf(first, row.number)
}

async function act<Input>(
  tx: Db,
  actor: Actor,
  action: ActionName,
  decide: Decide<Input>,
  locked: NonNullable<Awaited<ReturnType<typeof lockCase>>>,
  input: Input & Submission,
): Promise<Receipt> {
  const { row } = locked
  if (row.version !== input.version) throw await staleProblem(tx, row, input.version)
  const refusal = refusalOf(action, row, actor)
  if (refusal) throw caseProblems.refused(action, refusal, row)
  const policy = policyOf(locked.settings)
  const calendar = await calendarOf(tx, actor.cityId, locked.calendarStamp)
  const done = input.doneAt === undefined ? null : await heardDoneAt(tx, actor, action, row, input.doneAt, policy)
  const doneAt = done?.believed ?? null
  const decision = await decide({ tx, actor, row, input, policy, calendar, today: localDay(actor.at, locked.timeZone), doneAt })
  if (!leadsTo(action, row.stage, decision.to)) throw new Error(`${action} may not lead from ${row.stage} to ${decision.to}`)
  const set = changesOf(row, action, decision, actor.at, policy, calendar)
  const given = { ...decision.given, ...(done && doneAtGiven(done)) }
  const event = nextEvent(row, actor, input.requestId, action, decision.to, { asked: askedOf(input), given, set })
  await appendEvent(tx, event, set, announcementOf(actor, { ...row, ...set, stage: decision.to }, event, row))
  return receiptOf(event, row.number)
}

/** The moment told of a step, judged; the history is read only where it came late. */
async function heardDoneAt(tx: Db, actor: Actor, action: ActionName, row: CaseState, told: Date, policy: CasePolicy): Promise<DoneAt> {
  const events = cameLate(told, actor.at) ? await listEvents(tx, row.cityId, row.id) : []
  return judgeDoneAt(told, actor.at, possibleSince(events, action, actor.unitId), policy)
}

/** Everything the move changes: what was decided, the stage's own clock, and the handling clock. */
function changesOf(
  row: CaseState,
  action: ActionName,
  decision: Decision,
  at: Date,
  policy: CasePolicy,
  calendar: WorkingCalendar,
): CaseChanges {
  const pending = decision.set && 'pending' in decision.set ? (decision.set.pending ?? null) : row.pending
  const entered = decision.to !== row.stage || action === 'redispatch'
  const escalationStep = decision.set?.escalationStep ?? row.escalationStep
  return {
    ...decision.set,
    ...(entered && (decision.stageClock ?? { stageEnteredAt: at, stageDueAt: stageDue(policy, decision.to, at) })),
    ...(isOpen(decision.to) === isOpen(row.stage) ? {} : { closedAt: isOpen(decision.to) ? null : at }),
    ...moveHandlingClock(calendar, policy, { ...row, escalationStep }, decision.to, pending, decision.clock, at),
  }
}

async function staleProblem(tx: Db, row: CaseState, seen: number): Promise<Problem> {
  const since = await listEvents(tx, row.cityId, row.id, seen)
  return caseProblems.stale(
    seen,
    summaryOf(row),
    since.map(({ seq, action, fromStage, toStage, at }) => ({ seq, action, fromStage, toStage, at: at.toISOString() })),
  )
}
