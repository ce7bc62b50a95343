import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCalendarSeed } from '#catalogue/calendar-seed.ts'
import {
  addWorkingTime,
  type CalendarSource,
  compileCalendar,
  subtractWorkingTime,
  type WorkingCalendar,
  workingTimeBetween,
} from '#catalogue/working-calendar.ts'
import { countMinutes, MINUTE, observeMinutes, walkMinutes } from './working-time-oracle.ts'

const HOUR = 60 * MINUTE
const RUNS = { numRuns: 1000 }
const source = readCalendarSeed()
const china = compileCalendar(source)

/** Any millisecond of 2007-2023; with at most 500 working days to run, every answer lies in a known year. */
const instant = fc
  .integer({ min: Date.parse('2007-01-01T00:00:00+08:00'), max: Date.parse('2023-12-31T23:59:59+08:00') })
  .map((t) => new Date(t))
const amount = fc.oneof(
  fc.integer({ min: 1, max: 3 * 8 * HOUR }),
  fc.integer({ min: 1, max: 250 * 8 * HOUR }),
  fc.integer({ min: 1, max: 500 }).map((hours) => hours * HOUR),
)
const notAfter = (a: Date, b: Date): boolean => a.getTime() <= b.getTime()
const sorted = (...instants: Date[]): Date[] => instants.sort((a, b) => a.getTime() - b.getTime())
const pair = fc.tuple(instant, instant).map(([a, b]) => (notAfter(a, b) ? ([a, b] as const) : ([b, a] as const)))

describe('working time', () => {
  it('is monotonic in the amount and in the start', () => {
    fc.assert(
      fc.property(pair, amount, amount, ([a, b], ms, other) => {
        const [less, more] = ms < other ? [ms, other] : [other, ms]
        expect(notAfter(addWorkingTime(china, a, less), addWorkingTime(china, a, more))).toBe(true)
        expect(notAfter(addWorkingTime(china, a, ms), addWorkingTime(china, b, ms))).toBe(true)
        expect(notAfter(subtractWorkingTime(china, b, 0), b)).toBe(true)
        expect(addWorkingTime(china, a, ms).getTime()).toBeGreaterThan(a.getTime())
      }),
      RUNS,
    )
  })

  it('is additive: adding in two steps is adding at once', () => {
    fc.assert(
      fc.property(instant, amount, amount, (from, a, b) => {
        expect(addWorkingTime(china, addWorkingTime(china, from, a), b)).toEqual(addWorkingTime(china, from, a + b))
      }),
      RUNS,
    )
  })

  it('does not depend on how an interval is cut', () => {
    fc.assert(
      fc.property(fc.array(instant, { minLength: 2, maxLength: 8 }), (instants) => {
        const cuts = sorted(...instants)
        const pieces = cuts.slice(1).map((to, index) => workingTimeBetween(china, cuts[index] ?? to, to))
        const [first, last] = [cuts[0] ?? new Date(), cuts.at(-1) ?? new Date()]
        expect(pieces.reduce((sum, piece) => sum + piece, 0)).toBe(workingTimeBetween(china, first, last))
      }),
      RUNS,
    )
  })

  it('adding, subtracting and measuring undo each other, and the answer is the earliest', () => {
    fc.assert(
      fc.property(instant, amount, (from, ms) => {
        const due = addWorkingTime(china, from, ms)
        expect(workingTimeBetween(china, from, due)).toBe(ms)
        expect(workingTimeBetween(china, from, new Date(due.getTime() - 1))).toBe(ms - 1)
        expect(subtractWorkingTime(china, due, 0)).toEqual(due)
        const back = subtractWorkingTime(china, due, ms)
        expect(notAfter(back, from)).toBe(true)
        expect(workingTimeBetween(china, back, from)).toBe(0)
      }),
      RUNS,
    )
    fc.assert(
      fc.property(pair, ([from, to]) => {
        const reached = addWorkingTime(china, from, workingTimeBetween(china, from, to))
        expect(notAfter(reached, to)).toBe(true)
        expect(workingTimeBetween(china, reached, to)).toBe(0)
      }),
      RUNS,
    )
  })
})

/** A stretch of days around something that matters, observed minute by minute once. */
function watch(name: string, from: string, to: string, changes: Partial<CalendarSource> = {}) {
  const changed = { ...source, ...changes }
  return { name, calendar: compileCalendar(changed), oracle: observeMinutes(changed, new Date(from), new Date(to)) }
}

const sundays = ['2025-03-09', '2025-11-02'].map((day) => ({ day, kind: 'work' as const, name: '' }))
const night = {
  timeZone: 'America/New_York',
  years: [2025],
  days: sundays,
  slots: [
    { from: '00:00', to: '05:00' },
    { from: '21:00', to: '24:00' },
  ],
}
const windows = [
  watch('National Day 2025, make-up 28 September and 11 October', '2025-09-24T00:00:00+08:00', '2025-10-16T00:00:00+08:00'),
  watch('Spring Festival 2024, make-up 4 and 18 February', '2024-02-01T00:00:00+08:00', '2024-02-24T00:00:00+08:00'),
  watch('the first days of 2007', '2007-01-01T00:00:00+08:00', '2007-01-12T00:00:00+08:00'),
  watch('New York, clocks forward, night work', '2025-03-06T00:00:00-05:00', '2025-03-14T00:00:00-04:00', night),
  watch('New York, clocks back, night work', '2025-10-30T00:00:00-04:00', '2025-11-07T00:00:00-05:00', night),
]

describe('working time against a count minute by minute', () => {
  it.each(windows)('$name', ({ calendar, oracle }) => {
    const size = oracle.minutes.length
    const instantOf = (minute: number): Date => new Date(oracle.startsAt + minute * MINUTE)
    expect(countMinutes(oracle, 0, size)).toBeGreaterThan(1000)
    fc.assert(
      fc.property(fc.nat(size), fc.nat(size), fc.integer({ min: 1, max: 3000 }), (a, b, minutes) => {
        const [from, to] = a < b ? [a, b] : [b, a]
        expect(workingTimeBetween(calendar, instantOf(from), instantOf(to))).toBe(countMinutes(oracle, from, to) * MINUTE)
        const reached = walkMinutes(oracle, from, minutes)
        if (reached !== null) expect(addWorkingTime(calendar, instantOf(from), minutes * MINUTE)).toEqual(instantOf(reached))
      }),
      RUNS,
    )
  })

  it('any slots, any exceptions, in zones with and without summer time', () => {
    const hour = fc.integer({ min: 0, max: 24 }).map((value) => `${String(value).padStart(2, '0')}:00`)
    const slots = fc.uniqueArray(hour, { minLength: 2, maxLength: 6 }).map((hours) => {
      const edges = hours.sort()
      return Array.from({ length: Math.floor(edges.length / 2) }, (_, i) => ({ from: edges[2 * i] ?? '', to: edges[2 * i + 1] ?? '' }))
    })
    const day = fc.integer({ min: 7, max: 11 }).map((value) => `2025-03-${String(value).padStart(2, '0')}`)
    const exception = fc.record({ day, kind: fc.constantFrom('off' as const, 'work' as const), name: fc.constant('') })
    const days = fc.uniqueArray(exception, { maxLength: 4, selector: (candidate) => candidate.day })
    const timeZone = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland')
    fc.assert(
      fc.property(fc.record({ timeZone, years: fc.constant([2025]), days, slots }), fc.nat(3 * 1440), fc.nat(3 * 1440), (any, a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a]
        const start = Date.parse('2025-03-07T12:00:00Z')
        const oracle = observeMinutes(any, new Date(start + from * MINUTE), new Date(start + to * MINUTE))
        const worked = workingTimeBetween(compileCalendar(any), new Date(start + from * MINUTE), new Date(start + to * MINUTE))
        expect(worked).toBe(countMinutes(oracle, 0, to - from) * MINUTE)
      }),
      { numRuns: 300 },
    )
  })
})

/** A calendar that counts how often any of its lists is read, and has no day-by-day lists to fall back on. */
function countReads(calendar: WorkingCalendar) {
  const seen = { reads: 0 }
  const get = (list: readonly number[], key: string | symbol): unknown => {
    if (typeof key === 'string' && /^\d+$/.test(key)) seen.reads++
    return Reflect.get(list, key)
  }
  const watched = (list: readonly number[]): readonly number[] => new Proxy(list, { get })
  const stretches = calendar.stretches.map((stretch) => ({
    ...stretch,
    opensAt: watched(stretch.opensAt),
    closesAt: watched(stretch.closesAt),
    workedBefore: watched(stretch.workedBefore),
  }))
  const reading = (ask: (counted: WorkingCalendar) => unknown): number => {
    seen.reads = 0
    ask({ timeZone: calendar.timeZone, workingDays: new Map(), stretches })
    return seen.reads
  }
  return { reading }
}

describe('the cost of an answer', () => {
  it('does not depend on how far away the deadline is', () => {
    const { reading } = countReads(china)
    const farthest = workingTimeBetween(china, new Date('2007-01-04T01:00:00Z'), new Date('2026-12-31T10:00:00Z'))
    const most = 4 * Math.ceil(Math.log2(china.stretches[0]?.opensAt.length ?? 0))
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 * HOUR }), fc.integer({ min: farthest - 2000 * HOUR, max: farthest }), (near, far) => {
        const from = new Date('2007-01-04T01:00:00Z')
        const reads = [near, far].map((ms) => reading((calendar) => addWorkingTime(calendar, from, ms)))
        const measured = [near, far].map((ms) => reading((calendar) => workingTimeBetween(calendar, from, addWorkingTime(china, from, ms))))
        for (const [one = 0, other = 0] of [reads, measured]) {
          expect(one).toBeGreaterThan(0)
          expect(other).toBeLessThanOrEqual(1.5 * one)
          expect(other).toBeLessThanOrEqual(most)
        }
      }),
      RUNS,
    )
  })
})
