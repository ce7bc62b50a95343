import type { PersonAction } from '#cases/contract.ts'
import { type Dice, diceOf } from '#simulation/dice.ts'
import type { PlannedStep, Timing } from '#simulation/next-step.ts'
import { type Thread, timesDone } from '#simulation/thread.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The stretch in which a unit works on a case: from when its clock last started to when it is due (ms since 1970). */
interface Stretch {
  readonly from: number
  readonly due: number
}

const stretchOf = ({ row, lastAt }: Thread): Stretch => {
  const from = row.clockRunningSince?.getTime() ?? lastAt.getTime()
  return { from, due: row.dueAt?.getTime() ?? from + 4 * HOUR }
}

/** What happens next while the case is with a unit (`dispatched` or `handling`): a ruling that is waited for, else whatever comes first. */
export function handlingStep(thread: Thread, timing: Timing, dice: Dice): PlannedStep {
  const { row } = thread
  const last = thread.lastAt.getTime()
  if (row.pending !== null) return { action: `decide-${row.pending}`, at: timing.clock.daytime(last + dice.between(5, 75) * MINUTE, dice) }
  const steps = row.stage === 'dispatched' ? atDesk(thread, timing, dice) : atWork(thread, timing, dice)
  return steps.reduce((first, step) => (step.at < first.at ? step : first))
}

/** The unit's desk takes the case on, or says that it is not for it; a wrong unit may also be corrected by the dispatcher. */
function atDesk(thread: Thread, { clock }: Timing, dice: Dice): PlannedStep[] {
  const { row, fate } = thread
  const last = thread.lastAt.getTime()
  const { from, due } = stretchOf(thread)
  const soon = last + Math.min(dice.between(4, 70) * MINUTE, Math.max(MINUTE, (due - from) / 4))
  const at = row.clockMeasure === 'working' ? clock.daytime(soon, dice) : soon
  return [{ action: deskAction(thread, fate.misrouted, fate.returnRefused), at }]
}

function deskAction(thread: Thread, misrouted: 'return' | 'redispatch' | null, returnRefused: boolean): PersonAction {
  const firstUnit = thread.row.round === 1 && timesDone(thread, 'dispatch') === 1 && timesDone(thread, 'redispatch') === 0
  const asks = firstUnit && (misrouted === 'return' || returnRefused) && timesDone(thread, 'request-return') === 0
  if (asks) return 'request-return'
  return firstUnit && misrouted === 'redispatch' ? 'redispatch' : 'receive'
}

/** The work itself, with what may come in between. Everything but reporting back happens at most once a case. */
function atWork(thread: Thread, timing: Timing, dice: Dice): PlannedStep[] {
  const { row, fate } = thread
  const last = thread.lastAt.getTime()
  const { clock } = timing
  const { from, due } = stretchOf(thread)
  const steps: PlannedStep[] = []
  const at = (action: PersonAction, instant: number): void => {
    steps.push({ action, at: clock.daytime(Math.max(instant, last + dice.between(3, 15) * MINUTE), dice) })
  }
  const partOpen = row.assisting.some((part) => part.doneAt === null)
  const first = (action: PersonAction): boolean => row.round === 1 && timesDone(thread, action) === 0
  if (fate.assisted && first('co-handle')) at('co-handle', last + dice.between(10, 40) * MINUTE)
  if (partOpen) at('finish-part', last + Math.max(20 * MINUTE, (due - from) / 5))
  else steps.push({ action: 'report-back', at: reportBackAt(thread, timing) })
  if (fate.suspension && first('request-suspension')) at('request-suspension', from + (due - from) * 0.1)
  if (fate.extension && first('request-extension') && last < due) at('request-extension', from + (due - from) * 0.2)
  if (row.urgeDueAt !== null) at('reply-urge', last + dice.between(30, 180) * MINUTE)
  const call = callForIt(thread, timing, dice)
  if (call) steps.push(call)
  return steps.filter((step) => step.action !== 'request-extension' || step.at < due)
}

/** What those above do about a case that is late: urge once, and put it on the list a day after it was due. */
export function callForIt(thread: Thread, { clock }: Timing, dice: Dice): PlannedStep | null {
  const { row, fate, lastAt } = thread
  const { due } = stretchOf(thread)
  const first = (action: PersonAction): boolean => row.round === 1 && timesDone(thread, action) === 0
  const at = (instant: number): number => clock.daytime(Math.max(instant, lastAt.getTime() + dice.between(3, 15) * MINUTE), dice)
  if (fate.urged && first('urge')) return { action: 'urge', at: at(due + dice.between(1, 8) * HOUR) }
  return fate.listed && first('put-on-list') ? { action: 'put-on-list', at: at(due + DAY) } : null
}

/** After the share of the limit that is the case's fate, by day where that is still in time. Drawn once a round, so that nothing in between moves it. */
function reportBackAt(thread: Thread, { seed, clock }: Timing): number {
  const { row, fate, index } = thread
  const dice = diceOf(seed, index, 'work', row.round, row.reworkCount)
  const last = thread.lastAt.getTime()
  const { from, due } = stretchOf(thread)
  const earliest = last + dice.between(8, 40) * MINUTE
  if (due <= last) return fate.limitShare > 1 ? Math.max(earliest, afterDue(from, due, fate.limitShare)) : clock.daytime(earliest, dice)
  if (fate.limitShare > 1) return Math.max(earliest, afterDue(from, due, fate.limitShare))
  const wanted = from + (due - from) * (row.round > 1 || row.reworkCount > 0 ? dice.between(0.1, 0.7) : fate.limitShare)
  const others = Array.from({ length: 6 }, () => from + (due - from) * dice.between(0.05, 0.95))
  const byDay = [wanted, ...others, clock.daytime(wanted, dice)].find(
    (instant) => clock.isDaytime(instant) && instant < due && instant >= earliest,
  )
  return Math.min(Math.max(earliest, byDay ?? wanted), Math.max(due - MINUTE, last + MINUTE))
}

/** Late by that share of the limit, a week at most. */
const afterDue = (from: number, due: number, share: number): number =>
  due + Math.min(7 * DAY, Math.max(2 * HOUR, (share - 1) * (due - from)))
