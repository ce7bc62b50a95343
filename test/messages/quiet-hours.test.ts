import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstLoud, isDigestTime, isQuiet, localMinutes, minutesOf, startOfDay } from '#messages/quiet-hours.ts'
import { localDay } from '#platform/clock.ts'

const SHANGHAI = 'Asia/Shanghai'
const NIGHT = { quietFrom: '22:00', quietTo: '07:00' }
const at = (text: string): Date => new Date(text)

const zone = fc.constantFrom(SHANGHAI, 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC')
const time = fc
  .integer({ min: 0, max: 1439 })
  .map((minutes) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`)
const instant = fc.integer({ min: Date.parse('2024-01-01T00:00:00Z'), max: Date.parse('2027-12-31T00:00:00Z') }).map((ms) => new Date(ms))
const quiet = fc.record({ quietFrom: time, quietTo: time })

describe('quiet hours', () => {
  it('go over midnight', () => {
    for (const [local, is] of [['21:59', false], ['22:00', true], ['23:59', true], ['00:00', true], ['06:59', true], ['07:00', false], ['12:00', false]] as const)
      expect([local, isQuiet(at(`2026-03-02T${local}:00+08:00`), NIGHT, SHANGHAI)]).toEqual([local, is])
  }) // biome-ignore format: a table

  it('may lie within a day, and equal times are none', () => {
    const noon = { quietFrom: '12:00', quietTo: '14:00' }
    expect(isQuiet(at('2026-03-02T13:00:00+08:00'), noon, SHANGHAI)).toBe(true)
    expect(isQuiet(at('2026-03-02T14:00:00+08:00'), noon, SHANGHAI)).toBe(false)
    expect(isQuiet(at('2026-03-02T03:00:00+08:00'), { quietFrom: '03:00', quietTo: '03:00' }, SHANGHAI)).toBe(false)
  })

  it('end in the morning, of the same day or the next', () => {
    expect(firstLoud(at('2026-03-02T23:30:00+08:00'), NIGHT, SHANGHAI)).toEqual(at('2026-03-03T07:00:00+08:00'))
    expect(firstLoud(at('2026-03-02T03:00:00+08:00'), NIGHT, SHANGHAI)).toEqual(at('2026-03-02T07:00:00+08:00'))
    expect(firstLoud(at('2026-03-02T12:00:00+08:00'), NIGHT, SHANGHAI)).toEqual(at('2026-03-02T12:00:00+08:00'))
  })

  it('follow the clock when it jumps in spring and when an hour comes twice in autumn', () => {
    const berlin = 'Europe/Berlin'
    // 29 March 2026: 02:00 becomes 03:00, so the night is an hour shorter; 25 October: 03:00 becomes 02:00.
    expect(firstLoud(at('2026-03-28T22:30:00+01:00'), NIGHT, berlin)).toEqual(at('2026-03-29T07:00:00+02:00'))
    expect(firstLoud(at('2026-10-24T22:30:00+02:00'), NIGHT, berlin)).toEqual(at('2026-10-25T07:00:00+01:00'))
    const skipped = { quietFrom: '22:00', quietTo: '02:30' }
    expect(firstLoud(at('2026-03-29T01:00:00+01:00'), skipped, berlin)).toEqual(at('2026-03-29T03:00:00+02:00'))
    const twice = firstLoud(at('2026-10-25T02:10:00+01:00'), skipped, berlin)
    expect(twice).toEqual(at('2026-10-25T02:30:00+01:00'))
  })

  it('whatever the zone, the hours and the moment: what is let through is not quiet, and nothing before it was anything else', () => {
    fc.assert(
      fc.property(instant, quiet, zone, (now, hours, timeZone) => {
        const end = firstLoud(now, hours, timeZone)
        expect(end.getTime()).toBeGreaterThanOrEqual(now.getTime())
        expect(end.getTime() - now.getTime()).toBeLessThanOrEqual(26 * 3_600_000)
        expect(isQuiet(end, hours, timeZone)).toBe(false)
        if (end > now) {
          expect(isQuiet(now, hours, timeZone)).toBe(true)
          const between = new Date(now.getTime() + Math.floor((end.getTime() - now.getTime()) / 2))
          if (timeZone === SHANGHAI || timeZone === 'UTC') expect(isQuiet(between, hours, timeZone)).toBe(true)
        }
      }),
      { numRuns: 400 },
    )
  })
})

describe('the day of a digest', () => {
  const policy = { ...NIGHT, digestAt: '18:00' }

  it('has its hour, and is over when the night begins', () => {
    for (const [local, is] of [['17:59', false], ['18:00', true], ['21:59', true], ['22:00', false], ['06:00', false]] as const)
      expect([local, isDigestTime(at(`2026-03-02T${local}:00+08:00`), policy, SHANGHAI)]).toEqual([local, is])
  }) // biome-ignore format: a table

  it('begins at local midnight', () => {
    fc.assert(
      fc.property(instant, zone, (now, timeZone) => {
        const began = startOfDay(now, timeZone)
        expect(began.getTime()).toBeLessThanOrEqual(now.getTime())
        expect(localDay(began, timeZone)).toBe(localDay(now, timeZone))
        expect(localDay(new Date(began.getTime() - 1), timeZone)).not.toBe(localDay(now, timeZone))
      }),
      { numRuns: 200 },
    )
  })

  it('reads local minutes', () => {
    expect(localMinutes(at('2026-03-02T18:05:00+08:00'), SHANGHAI)).toBe(minutesOf('18:05'))
  })
})
