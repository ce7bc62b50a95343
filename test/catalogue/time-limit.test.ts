import { describe, expect, it } from 'vitest'
import { readCalendarSeed } from '#catalogue/calendar-seed.ts'
import {
  budgetOf,
  describeLimit,
  elapsedShare,
  extendClock,
  LIMIT_UNITS,
  type LimitUnit,
  lightOf,
  measureOf,
  resumeClock,
  startClock,
  stopClock,
  timesOver,
} from '#catalogue/time-limit.ts'
import { compileCalendar } from '#catalogue/working-calendar.ts'

const HOUR = 3_600_000
const china = compileCalendar(readCalendarSeed())
const nothingKnown = compileCalendar({ ...readCalendarSeed(), years: [] })
const at = (local: string): Date => new Date(`${local}:00+08:00`)
const iso = (local: string): string => at(local).toISOString()
const dueAt = (value: number, unit: LimitUnit, local: string): string | null => startClock(china, { value, unit }, at(local)).dueAt
const problem = (code: string, details: object = {}): object => expect.objectContaining({ code, details: expect.objectContaining(details) })

describe('units', () => {
  it('urgent, natural and minute limits run without a pause, work limits in working time', () => {
    expect(LIMIT_UNITS.filter((unit) => measureOf(unit) === 'working')).toEqual(['work_hour', 'work_day'])
  })

  it('a working day is 8 working hours, an urgent or natural day 24 hours', () => {
    const hours = LIMIT_UNITS.map((unit) => [unit, budgetOf({ value: 1, unit }) / HOUR])
    expect(Object.fromEntries(hours)).toEqual({
      urgent_hour: 1,
      urgent_day: 24,
      work_hour: 1,
      work_day: 8,
      natural_day: 24,
      minute: 1 / 60,
    })
    expect(budgetOf({ value: 0.5, unit: 'work_day' })).toBe(4 * HOUR)
  })

  it('refuses a value that cannot be counted', () => {
    for (const value of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e9]) {
      expect(() => budgetOf({ value, unit: 'urgent_day' })).toThrow(problem('limit.bad_value', { field: 'value' }))
    }
  })

  it('says a limit in both languages', () => {
    expect(describeLimit({ value: 4, unit: 'work_hour' }, 'zh')).toBe('4 工作时')
    expect(describeLimit({ value: 4, unit: 'work_hour' }, 'en')).toBe('4 working hours')
    expect(describeLimit({ value: 1, unit: 'urgent_day' }, 'zh')).toBe('1 紧急工作日')
    expect(describeLimit({ value: 1, unit: 'urgent_day' }, 'en')).toBe('1 urgent day')
    expect(describeLimit({ value: 30, unit: 'minute' }, 'zh')).toBe('30 分钟')
  })
})

describe('due dates in real situations', () => {
  it('filed one minute before 18:00 on the eve of National Day 2025', () => {
    expect(dueAt(4, 'work_hour', '2025-09-30T17:59')).toBe(iso('2025-10-09T11:59'))
    expect(dueAt(1, 'work_day', '2025-09-30T17:59')).toBe(iso('2025-10-09T17:59'))
    expect(dueAt(3, 'work_day', '2025-09-30T17:59')).toBe(iso('2025-10-11T17:59'))
  })

  it('a collapse reported then is urgent: it runs through the night and the holiday', () => {
    expect(dueAt(2, 'urgent_hour', '2025-09-30T23:30')).toBe(iso('2025-10-01T01:30'))
    expect(dueAt(2, 'urgent_day', '2025-09-30T17:59')).toBe(iso('2025-10-02T17:59'))
    expect(dueAt(3, 'natural_day', '2025-09-30T17:59')).toBe(iso('2025-10-03T17:59'))
    expect(dueAt(30, 'minute', '2025-10-04T23:45')).toBe(iso('2025-10-05T00:15'))
  })

  it('5 working days from 2026-12-30 are refused, 5 urgent days are not', () => {
    expect(() => dueAt(5, 'work_day', '2026-12-30T09:00')).toThrow(problem('calendar.unknown_year', { year: 2027, knownUntil: 2026 }))
    expect(dueAt(5, 'urgent_day', '2026-12-30T09:00')).toBe(iso('2027-01-04T09:00'))
  })

  it('a continuous clock never asks the calendar', () => {
    const started = startClock(nothingKnown, { value: 2, unit: 'natural_day' }, at('2031-01-01T00:00'))
    const stopped = stopClock(nothingKnown, started, at('2031-01-02T00:00'))
    const longer = extendClock(nothingKnown, stopped, { value: 1, unit: 'urgent_hour' }, at('2031-01-05T00:00'))
    expect(resumeClock(nothingKnown, longer, at('2031-02-01T00:00')).dueAt).toBe(iso('2031-02-02T01:00'))
  })
})

describe('suspension', () => {
  const started = startClock(china, { value: 8, unit: 'work_hour' }, at('2025-09-30T14:00'))

  it('suspended over the holiday, it goes on with what was left', () => {
    const stopped = stopClock(china, started, at('2025-09-30T16:00'))
    expect(stopped).toEqual({ measure: 'working', remainingMs: 6 * HOUR, runningSince: null, dueAt: null })
    expect(resumeClock(china, stopped, at('2025-10-13T10:00'))).toEqual({
      measure: 'working',
      remainingMs: 6 * HOUR,
      runningSince: iso('2025-10-13T10:00'),
      dueAt: iso('2025-10-13T18:00'),
    })
  })

  it('stopped when overdue and resumed at once, the due date stays where it was', () => {
    expect(started.dueAt).toBe(iso('2025-10-09T12:00'))
    for (const instant of ['2025-10-09T12:00', '2025-10-09T13:00', '2025-10-10T09:00', '2025-10-12T09:00'].map(at)) {
      const stopped = stopClock(china, started, instant)
      expect(stopped.remainingMs).toBeLessThanOrEqual(0)
      expect(resumeClock(china, stopped, instant).dueAt).toBe(started.dueAt)
    }
  })

  it('resumed later, an overdue clock is due as far back as it was overdue', () => {
    const stopped = stopClock(china, started, at('2025-10-09T16:00'))
    expect(stopped.remainingMs).toBe(-2 * HOUR)
    expect(resumeClock(china, stopped, at('2025-10-14T09:00')).dueAt).toBe(iso('2025-10-13T17:00'))
  })

  it('stopping twice or resuming twice changes nothing', () => {
    const stopped = stopClock(china, started, at('2025-09-30T16:00'))
    expect(stopClock(china, stopped, at('2025-10-09T09:00'))).toBe(stopped)
    expect(resumeClock(china, started, at('2025-10-09T09:00'))).toBe(started)
  })

  it('a clock cannot be stopped before it started', () => {
    expect(() => stopClock(china, started, at('2025-09-30T13:59'))).toThrow(problem('calendar.reversed_interval'))
    const urgent = startClock(china, { value: 1, unit: 'urgent_day' }, at('2025-09-30T14:00'))
    expect(() => stopClock(china, urgent, at('2025-09-30T13:59'))).toThrow(problem('calendar.reversed_interval'))
  })
})

describe('extension', () => {
  const started = startClock(china, { value: 1, unit: 'work_day' }, at('2025-09-29T08:00'))

  it('adds to a running clock and to a stopped one', () => {
    const running = extendClock(china, started, { value: 1, unit: 'work_day' }, at('2025-09-29T10:00'))
    expect(running.dueAt).toBe(iso('2025-09-30T18:00'))
    const stopped = stopClock(china, started, at('2025-09-29T12:00'))
    expect(extendClock(china, stopped, { value: 2, unit: 'work_hour' }, at('2025-09-30T09:00'))).toEqual({
      ...stopped,
      remainingMs: 6 * HOUR,
    })
  })

  it('does not mix working and continuous time', () => {
    expect(() => extendClock(china, started, { value: 1, unit: 'urgent_day' }, at('2025-09-29T10:00'))).toThrow(
      problem('limit.mixed_measure', { clock: 'working', extra: 'continuous' }),
    )
  })
})

describe('lights', () => {
  it('green to 80 %, yellow to 100 %, red after', () => {
    expect([0, 0.8, 0.8001, 1, 1.0001, 7].map(lightOf)).toEqual(['green', 'green', 'yellow', 'yellow', 'red', 'red'])
  })

  it('counts how many times over', () => {
    expect([0, 1, 1.0001, 1.99, 2, 2.5, 3].map(timesOver)).toEqual([0, 0, 1, 1, 2, 2, 3])
  })

  it('follow a clock through its limit, its pause and beyond', () => {
    const budget = budgetOf({ value: 5, unit: 'work_hour' })
    const started = startClock(china, { value: 5, unit: 'work_hour' }, at('2025-06-03T08:00'))
    const share = (local: string): number => elapsedShare(china, started, budget, at(local))
    expect(['2025-06-03T08:00', '2025-06-03T12:00', '2025-06-03T15:00', '2025-06-04T09:00'].map(share)).toEqual([0, 0.8, 1, 1.8])
    expect(lightOf(share('2025-06-03T13:59'))).toBe('green')
    const stopped = stopClock(china, started, at('2025-06-03T10:00'))
    expect(elapsedShare(china, stopped, budget, at('2030-06-03T10:00'))).toBe(0.4)
    expect(() => elapsedShare(china, started, 0, at('2025-06-03T12:00'))).toThrow(problem('limit.bad_value'))
  })
})
