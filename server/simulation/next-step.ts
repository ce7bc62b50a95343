import type { PersonAction } from '#cases/contract.ts'
import type { ActionName } from '#cases/lifecycle.ts'
import { diceOf } from '#simulation/dice.ts'
import { callForIt, handlingStep } from '#simulation/handling-step.ts'
import type { LocalClock } from '#simulation/local-clock.ts'
import { type Thread, timesDone } from '#simulation/thread.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** What somebody is going to do next on a case, and when (ms since 1970). */
export interface PlannedStep {
  readonly action: PersonAction
  readonly at: number
}

export interface Timing {
  readonly seed: number
  readonly clock: LocalClock
}

/**
 * The next thing a person does on a case, null when it waits for the clock or has come to its end. A pure function of what the database says of the
 * case and of its fate, so that a run that was cut off goes on as if it had not been.
 */
export function nextStep(thread: Thread, timing: Timing): PlannedStep | null {
  if (thread.row.stage === thread.fate.waitsIn)
    return thread.fate.neglected ? callForIt(thread, timing, diceFor(thread, timing.seed)) : null
  const step = stepIn(thread, timing)
  if (step === null || thread.fate.waitsIn === null) return step
  return { ...step, at: thread.lastAt.getTime() + diceFor(thread, timing.seed).between(3, 6) * MINUTE }
}

const diceFor = ({ index, row }: Thread, seed: number) => diceOf(seed, index, 'delay', row.version)

function stepIn(thread: Thread, timing: Timing): PlannedStep | null {
  const { row } = thread
  const dice = diceFor(thread, timing.seed)
  const last = thread.lastAt.getTime()
  /** Somebody of a centre does it: within the minutes the stage allows, once in a while somewhat later. */
  const soon = (action: PersonAction, least: number, most: number): PlannedStep => {
    const minutes = dice.chance(0.03) ? most * dice.between(1.2, 3) : dice.between(least, most)
    return { action, at: last + minutes * MINUTE }
  }
  switch (row.stage) {
    case 'reported':
      return soon(whenReported(thread), 1, 13)
    case 'verifying':
      return soon('verify', 8, 28)
    case 'accepted':
      return soon(whenAccepted(thread), 1, 12)
    case 'filed':
      return soon(whenFiled(thread), 1, 12)
    case 'dispatched':
    case 'handling':
      return handlingStep(thread, timing, dice)
    case 'handled':
      return soon('send-check', 1, 13)
    case 'checking':
      return soon('check', 8, 28)
    case 'checked':
      return soon('close', 1, 13)
    default:
      return whenEnded(thread, (hours) => timing.clock.daytime(last + hours * HOUR, dice), dice.next())
  }
}

function whenReported({ fate }: Thread): PersonAction {
  if (fate.repeats !== null) return 'merge'
  if (fate.declined) return 'decline'
  return fate.verified === null ? 'accept' : 'send-verify'
}

function whenAccepted({ fate }: Thread): PersonAction {
  if (fate.repeats !== null) return 'merge'
  return fate.declined ? 'decline' : 'file'
}

function whenFiled(thread: Thread): PersonAction {
  const { fate, row } = thread
  const first = row.round === 1
  const once = (action: ActionName): boolean => first && timesDone(thread, action) === 0
  if (fate.voided && first) return 'void'
  if (fate.referredDown && row.loopLevel === 'city' && once('refer-down')) return 'refer-down'
  return fate.requestedUp && row.loopLevel !== 'city' && once('request-up') ? 'request-up' : 'dispatch'
}

function whenEnded(thread: Thread, inHours: (hours: number) => number, share: number): PlannedStep | null {
  const { fate, row } = thread
  if (row.stage === 'closed' && row.listedLevel !== null) return { action: 'take-off-list', at: inHours(0.5 + 5 * share) }
  if (row.stage === 'closed' && fate.rated && row.solved === null && row.round === 1) return { action: 'rate', at: inHours(1 + 60 * share) }
  const reopens = fate.reopened && row.round === 1 && (row.stage === 'closed' || row.stage === 'declined')
  return reopens ? { action: 'reopen', at: inHours(4 + 90 * share) } : null
}
