import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCalendarSeed } from '#catalogue/calendar-seed.ts'
import {
  budgetOf,
  elapsedShare,
  extendClock,
  LIMIT_UNITS,
  type LimitUnit,
  measureOf,
  type RunningClock,
  resumeClock,
  startClock,
  stopClock,
} from '#catalogue/time-limit.ts'
import { compileCalendar, workingTimeBetween } from '#catalogue/working-calendar.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const RUNS = { numRuns: 1000 }
const china = compileCalendar(readCalendarSeed())
const nothingKnown = compileCalendar({ ...readCalendarSeed(), years: [] })

/** Any millisecond of 2007-2024; with at most a year or so to run, every answer lies in a known year. */
const instant = fc
  .integer({ min: Date.parse('2007-01-01T00:00:00+08:00'), max: Date.parse('2024-12-31T23:59:59+08:00') })
  .map((t) => new Date(t))
const notAfter = (a: Date, b: Date): boolean => a.getTime() <= b.getTime()

type Step = { readonly kind: 'stop' | 'resume' | 'pause_for_nothing' | 'look'; readonly waits: number }
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('stop', 'resume', 'pause_for_nothing', 'look'),
  waits: fc.oneof(
    fc.constant(0),
    fc.integer({ min: 0, max: 6 * DAY }),
    fc.integer({ min: 0, max: 12 }).map((hours) => hours * HOUR),
  ),
})
const steps = fc.array(step, { maxLength: 12 })
const limit = fc.record({ value: fc.integer({ min: 1, max: 60 }), unit: fc.constantFrom<LimitUnit>(...LIMIT_UNITS) })

/** What the clock's measure says has run between two instants, without asking the clock. */
function ran(clock: RunningClock, from: Date, to: Date): number {
  return clock.measure === 'working' ? workingTimeBetween(china, from, to) : to.getTime() - from.getTime()
}

function act(clock: RunningClock, kind: Step['kind'], at: Date): RunningClock {
  if (kind === 'stop') return stopClock(china, clock, at)
  if (kind === 'resume') return resumeClock(china, clock, at)
  if (kind === 'pause_for_nothing' && clock.runningSince !== null) return resumeClock(china, stopClock(china, clock, at), at)
  return clock
}

/** Plays the steps one after another; `visit` sees each instant before and after the step. */
function play(
  clock: RunningClock,
  from: Date,
  script: readonly Step[],
  visit: (before: RunningClock, after: RunningClock, since: Date, at: Date) => RunningClock,
) {
  let [now, at] = [clock, from]
  for (const { kind, waits } of script) {
    const next = new Date(at.getTime() + waits)
    now = visit(now, act(now, kind, next), at, next)
    at = next
  }
  return { clock: now, at }
}

describe('a clock that is suspended and extended', () => {
  it('has used exactly what ran while it was running, however often it was stopped', () => {
    fc.assert(
      fc.property(instant, limit, steps, (from, given, script) => {
        const budget = budgetOf(given)
        let used = 0
        const end = play(startClock(china, given, from), from, script, (now, after, since, at) => {
          if (now.runningSince !== null) used += ran(now, since, at)
          expect(elapsedShare(china, after, budget, at)).toBe(used / budget)
          return after
        })
        expect(stopClock(china, end.clock, end.at).remainingMs).toBe(budget - used)
      }),
      RUNS,
    )
  })

  it('keeps its due date when it is stopped and resumed in one instant, before or after it is due', () => {
    fc.assert(
      fc.property(instant, limit, fc.integer({ min: 0, max: 90 * DAY }), (from, given, waits) => {
        const clock = startClock(china, given, from)
        const at = new Date(from.getTime() + waits)
        expect(act(clock, 'pause_for_nothing', at).dueAt).toBe(clock.dueAt)
      }),
      RUNS,
    )
  })

  it('is due in the past exactly when nothing is left, and as long ago as it is overdue', () => {
    fc.assert(
      fc.property(instant, limit, steps, (from, given, script) => {
        const { clock, at } = play(startClock(china, given, from), from, script, (_, after) => after)
        if (clock.dueAt === null) return
        const [due, left] = [new Date(clock.dueAt), stopClock(china, clock, at).remainingMs]
        expect(notAfter(due, at)).toBe(left <= 0)
        expect(left > 0 ? ran(clock, at, due) : 0 - ran(clock, due, at)).toBe(left)
      }),
      RUNS,
    )
  })

  it('may be extended before or after any suspension: the order does not matter', () => {
    const extra = fc.integer({ min: 1, max: 40 })
    fc.assert(
      fc.property(instant, limit, extra, steps, fc.nat(11), fc.nat(11), (from, given, value, script, early, late) => {
        const longer = { value, unit: given.unit }
        const extendedAt = (position: number) => {
          const index = { now: 0 }
          const end = play(startClock(china, given, from), from, script, (_, after, __, at) =>
            index.now++ === Math.min(position, script.length - 1) ? extendClock(china, after, longer, at) : after,
          )
          return script.length === 0 ? { ...end, clock: extendClock(china, end.clock, longer, end.at) } : end
        }
        const [one, other] = [extendedAt(early), extendedAt(late)]
        expect(one.clock.dueAt).toBe(other.clock.dueAt)
        expect(stopClock(china, one.clock, one.at)).toEqual(stopClock(china, other.clock, other.at))
        const whole = budgetOf(given) + budgetOf(longer)
        expect(elapsedShare(china, one.clock, whole, one.at)).toBe(elapsedShare(china, other.clock, whole, other.at))
      }),
      RUNS,
    )
  })

  it('extended at once is a longer limit', () => {
    fc.assert(
      fc.property(instant, limit, fc.integer({ min: 1, max: 40 }), (from, given, value) => {
        const extended = extendClock(china, startClock(china, given, from), { value, unit: given.unit }, from)
        expect(extended).toEqual(startClock(china, { value: given.value + value, unit: given.unit }, from))
      }),
      RUNS,
    )
  })
})

describe('a continuous clock', () => {
  it('gives the same answers with a calendar that knows no year', () => {
    const continuous = limit.filter(({ unit }) => measureOf(unit) === 'continuous')
    fc.assert(
      fc.property(instant, continuous, fc.nat(90 * DAY), (from, given, waits) => {
        const at = new Date(from.getTime() + waits)
        const [known, unknown] = [china, nothingKnown].map((calendar) => {
          const stopped = stopClock(calendar, startClock(calendar, given, from), at)
          return extendClock(calendar, resumeClock(calendar, stopped, at), given, at)
        })
        expect(unknown).toEqual(known)
        expect(unknown?.dueAt).toBe(new Date(from.getTime() + 2 * budgetOf(given)).toISOString())
      }),
      RUNS,
    )
  })
})
