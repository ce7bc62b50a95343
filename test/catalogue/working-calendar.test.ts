import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import chineseDays from 'chinese-days'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { readCalendarSeed } from '#catalogue/calendar-seed.ts'
import { DEFAULT_SLOTS } from '#catalogue/calendar-source.ts'
import {
  addWorkingTime,
  type CalendarSource,
  compileCalendar,
  isWorkingDay,
  subtractWorkingTime,
  workingDaysInYear,
  workingTimeBetween,
} from '#catalogue/working-calendar.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
const REAL_TABLE = fileURLToPath(new URL('../../../shared/data/real/calendar/holiday_cn_2007_2026.csv', import.meta.url))
const china = compileCalendar(readCalendarSeed())
const at = (local: string): Date => new Date(`${local}:00+08:00`)
const problem = (code: string, details: object = {}): object => expect.objectContaining({ code, details: expect.objectContaining(details) })

/** Every day from 2007-01-01 to 2026-12-31. */
function allDays(): string[] {
  const days: string[] = []
  for (let t = Date.UTC(2007, 0, 1); t < Date.UTC(2027, 0, 1); t += 24 * HOUR) days.push(new Date(t).toISOString().slice(0, 10))
  return days
}

function newYork(changes: Partial<CalendarSource>): ReturnType<typeof compileCalendar> {
  return compileCalendar({ timeZone: 'America/New_York', years: [2025], days: [], slots: DEFAULT_SLOTS, ...changes })
}

describe('the shipped calendar', () => {
  it('has 251, 248 and 248 working days in 2024, 2025 and 2026', () => {
    expect([2024, 2025, 2026].map((year) => workingDaysInYear(china, year))).toEqual([251, 248, 248])
  })

  it('refuses 2027 and 2006 instead of guessing', () => {
    expect(() => workingDaysInYear(china, 2027)).toThrow(problem('calendar.unknown_year', { year: 2027, knownUntil: 2026 }))
    expect(() => isWorkingDay(china, '2006-12-30')).toThrow(problem('calendar.unknown_year', { year: 2006 }))
  })

  it('knows National Day 2025, its make-up Sunday and Saturday, and the plain week around it', () => {
    expect(isWorkingDay(china, '2025-10-01')).toBe(false)
    expect(isWorkingDay(china, '2025-10-08')).toBe(false)
    expect(isWorkingDay(china, '2025-09-28')).toBe(true)
    expect(isWorkingDay(china, '2025-10-11')).toBe(true)
    expect(isWorkingDay(china, '2025-10-12')).toBe(false)
    expect(isWorkingDay(china, '2025-10-13')).toBe(true)
  })

  it('agrees with the package it was made from on every day of twenty years', () => {
    const days = allDays()
    expect(days).toHaveLength(7305)
    expect(days.filter((day) => isWorkingDay(china, day) !== chineseDays.isWorkday(day))).toEqual([])
  })

  const present = existsSync(REAL_TABLE)
  if (!present) process.stdout.write('left out: comparison with the second holiday table, ../shared/data/real/calendar is not present\n')
  it.skipIf(!present)('agrees with a second table on every weekday off and every weekend worked, 2007-2026', () => {
    const rows = parse<{ date: string; kind: string }>(readFileSync(REAL_TABLE, 'utf8'), { columns: true })
    const second = new Map(rows.map(({ date, kind }) => [date, kind]))
    const weekend = (day: string): boolean => [0, 6].includes(new Date(day).getUTCDay())
    const differing = (worked: (day: string) => boolean): string[] => allDays().filter((day) => worked(day) === weekend(day))
    const expected = differing((day) => (second.get(day) ?? (weekend(day) ? 'off' : 'work')) === 'work')
    expect(expected.length).toBeGreaterThan(400)
    expect(differing((day) => isWorkingDay(china, day))).toEqual(expected)
  })
})

describe('working time in real situations', () => {
  it('one minute before 18:00 on the eve of National Day 2025, 4 hours are due at 11:59 after the holiday', () => {
    expect(addWorkingTime(china, at('2025-09-30T17:59'), 4 * HOUR)).toEqual(at('2025-10-09T11:59'))
  })

  it('a make-up Sunday (2025-09-28) and a make-up Saturday (2025-10-11) count as working days', () => {
    expect(addWorkingTime(china, at('2025-09-26T17:00'), 2 * HOUR)).toEqual(at('2025-09-28T09:00'))
    expect(addWorkingTime(china, at('2025-10-10T17:00'), 2 * HOUR)).toEqual(at('2025-10-11T09:00'))
    expect(workingTimeBetween(china, at('2025-10-11T00:00'), at('2025-10-13T00:00'))).toBe(8 * HOUR)
  })

  it('lunch does not count: half an hour before noon, 1 hour is due at 14:30', () => {
    expect(addWorkingTime(china, at('2025-06-03T11:30'), HOUR)).toEqual(at('2025-06-03T14:30'))
    expect(workingTimeBetween(china, at('2025-06-03T12:10'), at('2025-06-03T13:50'))).toBe(0)
  })

  it('started on a weekend, it runs from Monday 08:00', () => {
    expect(addWorkingTime(china, at('2025-06-07T15:00'), 2 * HOUR)).toEqual(at('2025-06-09T10:00'))
  })

  it('what ends with the afternoon is due at 18:00, not the next morning', () => {
    expect(addWorkingTime(china, at('2025-06-03T08:00'), 8 * HOUR)).toEqual(at('2025-06-03T18:00'))
    expect(addWorkingTime(china, at('2025-06-03T08:00'), 8 * HOUR + 1)).toEqual(new Date(at('2025-06-04T08:00').getTime() + 1))
  })

  it('adding nothing returns the very instant, even at night', () => {
    expect(addWorkingTime(china, at('2025-06-07T03:00'), 0)).toEqual(at('2025-06-07T03:00'))
  })

  it('going back finds the earliest instant: nothing before Sunday is Friday 18:00', () => {
    expect(subtractWorkingTime(china, at('2025-06-08T10:00'), 0)).toEqual(at('2025-06-06T18:00'))
    expect(subtractWorkingTime(china, at('2025-10-09T11:59'), 4 * HOUR)).toEqual(at('2025-09-30T17:59'))
  })
})

describe('the edges of what is known', () => {
  it('5 working days from 2026-12-30 run into 2027 and are refused', () => {
    expect(() => addWorkingTime(china, at('2026-12-30T09:00'), 40 * HOUR)).toThrow(
      problem('calendar.unknown_year', { year: 2027, knownUntil: 2026 }),
    )
  })

  it('the last working minute of 2026 is still known, one millisecond more is not', () => {
    expect(addWorkingTime(china, at('2026-12-31T17:59'), MINUTE)).toEqual(at('2026-12-31T18:00'))
    expect(() => addWorkingTime(china, at('2026-12-31T17:59'), MINUTE + 1)).toThrow(problem('calendar.unknown_year'))
    expect(workingTimeBetween(china, at('2026-12-31T00:00'), at('2027-01-01T00:00'))).toBe(8 * HOUR)
    expect(() => workingTimeBetween(china, at('2026-12-31T00:00'), at('2027-01-01T00:01'))).toThrow(problem('calendar.unknown_year'))
  })

  it('nothing starts in an unknown year: 2006 has make-up days in no calendar here', () => {
    expect(() => addWorkingTime(china, at('2006-12-31T09:00'), HOUR)).toThrow(problem('calendar.unknown_year', { year: 2006 }))
    expect(() => subtractWorkingTime(china, at('2007-01-04T09:00'), 2 * HOUR)).toThrow(problem('calendar.unknown_year', { year: 2006 }))
  })

  it('a gap between published years is not bridged', () => {
    const gap = compileCalendar({ ...readCalendarSeed(), years: [2023, 2025] })
    expect(() => workingTimeBetween(gap, at('2023-06-01T09:00'), at('2025-06-03T09:00'))).toThrow(
      problem('calendar.unknown_year', { year: 2024, knownUntil: 2025 }),
    )
    expect(() => addWorkingTime(gap, at('2023-12-29T17:00'), 2 * HOUR)).toThrow(problem('calendar.unknown_year', { year: 2024 }))
  })

  it('a calendar without years refuses every question', () => {
    const empty = compileCalendar({ ...readCalendarSeed(), years: [] })
    expect(() => addWorkingTime(empty, at('2025-06-03T09:00'), HOUR)).toThrow(
      problem('calendar.unknown_year', { year: 2025, knownUntil: null }),
    )
  })

  it('refuses a reversed interval, no instant, and amounts that cannot be counted', () => {
    expect(() => workingTimeBetween(china, at('2025-06-04T09:00'), at('2025-06-03T09:00'))).toThrow(problem('calendar.reversed_interval'))
    expect(() => addWorkingTime(china, new Date('no date'), HOUR)).toThrow(problem('calendar.reversed_interval'))
    for (const ms of [-1, 0.5, Number.NaN])
      expect(() => addWorkingTime(china, at('2025-06-03T09:00'), ms)).toThrow(problem('limit.bad_value'))
    for (const day of ['2025-02-30', '2025-6-3', 'Monday']) expect(() => isWorkingDay(china, day)).toThrow(problem('calendar.bad_day'))
  })

  it('refuses a source that breaks a rule and names the field', () => {
    const broken =
      (change: object): (() => unknown) =>
      () =>
        compileCalendar({ ...readCalendarSeed(), ...change })
    const twice = [
      { day: '2025-05-01', kind: 'off', name: '' },
      { day: '2025-05-01', kind: 'work', name: '' },
    ]
    expect(broken({ timeZone: 'Asia/Nowhere' })).toThrow(problem('calendar.bad_source', { field: 'timeZone' }))
    expect(broken({ slots: [] })).toThrow(problem('calendar.bad_source', { field: 'slots' }))
    expect(broken({ slots: [{ from: '12:00', to: '08:00' }] })).toThrow(problem('calendar.bad_source', { field: 'slots' }))
    expect(
      broken({
        slots: [
          { from: '08:00', to: '12:00' },
          { from: '11:00', to: '13:00' },
        ],
      }),
    ).toThrow(problem('calendar.bad_source'))
    expect(broken({ slots: [{ from: '08:00', to: '24:30' }] })).toThrow(problem('calendar.bad_source', { value: '24:30' }))
    expect(broken({ years: [2025.5] })).toThrow(problem('calendar.bad_source', { field: 'years' }))
    expect(broken({ days: twice })).toThrow(problem('calendar.bad_source', { field: 'days', value: '2025-05-01' }))
  })
})

describe('a zone with summer time (America/New_York)', () => {
  it('keeps local hours on both sides of the change', () => {
    const calendar = newYork({})
    expect(addWorkingTime(calendar, new Date('2025-03-07T17:00:00-05:00'), 2 * HOUR)).toEqual(new Date('2025-03-10T09:00:00-04:00'))
    expect(addWorkingTime(calendar, new Date('2025-10-31T17:00:00-04:00'), 2 * HOUR)).toEqual(new Date('2025-11-03T09:00:00-05:00'))
  })

  it('a round-the-clock day has 23 hours in spring and 25 in autumn', () => {
    const sundays = ['2025-03-09', '2025-11-02'].map((day) => ({ day, kind: 'work' as const, name: '' }))
    const calendar = newYork({ days: sundays, slots: [{ from: '00:00', to: '24:00' }] })
    const between = (from: string, to: string): number => workingTimeBetween(calendar, new Date(from), new Date(to)) / HOUR
    expect(between('2025-03-09T00:00:00-05:00', '2025-03-10T00:00:00-04:00')).toBe(23)
    expect(between('2025-11-02T00:00:00-04:00', '2025-11-03T00:00:00-05:00')).toBe(25)
  })

  it('a slot that begins at a skipped time begins at the jump, one at a repeated time at its first coming', () => {
    const days = ['2025-03-09', '2025-11-02'].map((day) => ({ day, kind: 'work' as const, name: '' }))
    const spring = newYork({ days, slots: [{ from: '02:30', to: '04:00' }] })
    expect(addWorkingTime(spring, new Date('2025-03-09T00:00:00-05:00'), MINUTE)).toEqual(new Date('2025-03-09T03:01:00-04:00'))
    const autumn = newYork({ days, slots: [{ from: '01:30', to: '04:00' }] })
    expect(addWorkingTime(autumn, new Date('2025-11-02T00:00:00-04:00'), MINUTE)).toEqual(new Date('2025-11-02T01:31:00-04:00'))
  })
})
