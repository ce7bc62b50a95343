import { liveQuery } from 'dexie'
import { type Pause, waitAfter } from './outbox-rules.ts'
import { type Rest, runOutbox, type Sender } from './run-outbox.ts'

const LOCK = 'wangge-field-outbox'
/** While another tab sends, this one looks again after so long, ms. */
const LOOK_AGAIN = 5000
/** A timer longer than this is cut short: a phone's sleep makes long ones late. */
const LONGEST_TIMER = 60_000

export interface EngineState {
  readonly paused: Pause | null
  /** When it is tried again by itself, ms; null: when something happens. */
  readonly nextAt: number | null
}

export interface Engine {
  /** Tries at once, whatever it was waiting for. */
  readonly kick: () => void
  readonly state: () => EngineState
  readonly subscribe: (tell: () => void) => () => void
  readonly stop: () => void
}

/** Runs while no other tab does; undefined when one does. Where there are no locks there is no secure page, and the app says so (shell/secure.ts). */
const alone = (sender: Sender): Promise<Rest | undefined> =>
  navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? runOutbox(sender) : undefined))

interface Plan extends EngineState {
  readonly failures: number
}

/** What follows a run: how long it is waited, longer after each failure in a row. */
export function planAfter(rest: Rest | undefined, failures: number, now: number, chance: number): Plan {
  if (rest === undefined) return { paused: null, failures, nextAt: now + LOOK_AGAIN }
  if (rest.kind === 'resting') return { paused: null, failures: 0, nextAt: rest.at }
  if (rest.why !== 'unreachable') return { paused: rest.why, failures: 0, nextAt: null }
  return { paused: rest.why, failures: failures + 1, nextAt: now + waitAfter(failures, chance) }
}

/** Keeps the outbox of one person going for as long as the page is open: at once when something is pressed, the line returns or the page is looked at again. */
export function startEngine(sender: Sender): Engine {
  let plan: Plan = { paused: null, failures: 0, nextAt: null }
  let [running, again, stopped] = [false, false, false]
  let timer: ReturnType<typeof setTimeout> | undefined
  const listeners = new Set<() => void>()

  const settle = (next: Plan): void => {
    plan = next
    for (const tell of listeners) tell()
    clearTimeout(timer)
    if (stopped || next.nextAt === null) return
    timer = setTimeout(() => void run(), Math.min(LONGEST_TIMER, Math.max(0, next.nextAt - sender.now())))
  }
  const run = async (): Promise<void> => {
    if (stopped) return
    again = running
    if (running) return
    running = true
    const rest = await alone(sender).catch((): Rest => ({ kind: 'paused', why: 'unreachable' }))
    running = false
    settle(planAfter(rest, plan.failures, sender.now(), Math.random()))
    if (again) await run()
  }
  const kick = (): void => {
    plan = { ...plan, failures: 0 }
    void run()
  }
  const onVisible = (): void => {
    if (document.visibilityState === 'visible') kick()
  }
  // Only what is new starts a run by itself: what went back to waiting waits for its time, though the question is asked again whenever a state changes.
  let newest = 0
  const onPressed = (last: unknown): void => {
    if (typeof last !== 'number' || last <= newest) return
    newest = last
    void run()
  }
  const pressed = liveQuery(() => sender.db.outbox.orderBy('seq').lastKey()).subscribe({ next: onPressed, error: () => {} })
  window.addEventListener('online', kick)
  document.addEventListener('visibilitychange', onVisible)
  kick()
  return {
    kick,
    state: () => plan,
    subscribe: (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    stop: () => {
      stopped = true
      clearTimeout(timer)
      pressed.unsubscribe()
      window.removeEventListener('online', kick)
      document.removeEventListener('visibilitychange', onVisible)
    },
  }
}
