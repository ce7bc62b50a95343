import { describe, expect, it } from 'vitest'
import { openTimeZone } from '#catalogue/local-time.ts'
import { derivedId } from '#platform/identifier.ts'
import { recordedLimit } from '#replay/drive-request.ts'
import { readInstant } from '#replay/local-instant.ts'

const boston = openTimeZone('America/New_York')
const read = (written: string) => {
  const found = readInstant(boston, written)
  return found && [found.at.toISOString(), found.ambiguous]
}

describe('recorded local times', () => {
  it.each([
    ['2011-07-01 01:32:33', '2011-07-01T05:32:33.000Z', false],
    ['2011-12-31T23:11', '2012-01-01T04:11:00.000Z', false],
    ['2011-11-06 00:59:59', '2011-11-06T04:59:59.000Z', false],
    ['2011-11-06 01:30:00', '2011-11-06T05:30:00.000Z', true],
    ['2011-11-06 02:00:00', '2011-11-06T07:00:00.000Z', false],
    ['2012-03-11 02:30:00', '2012-03-11T07:00:00.000Z', false],
    ['2012-03-11 03:00:00', '2012-03-11T07:00:00.000Z', false],
    ['2011-07-01T01:32:33Z', '2011-07-01T01:32:33.000Z', false],
    ['2011-07-01T01:32:33+08:00', '2011-06-30T17:32:33.000Z', false],
  ])('%s', (written, at, ambiguous) => expect(read(written)).toEqual([at, ambiguous]))

  it.each(['', '2011-02-29 00:00:00', '2011-13-01 00:00:00', '2011-01-01 24:00:00', '2011-01-01 00:60', '1.1.2011', '2011-01-01'])(
    'refuses "%s"',
    (written) => expect(read(written)).toBeUndefined(),
  )
})

describe('recorded limits', () => {
  const opened = new Date('2011-07-01T00:00:00Z')
  const limit = (ms: number) => recordedLimit({ openedAt: opened, targetAt: new Date(opened.getTime() + ms) })
  it('keep seconds, never fall to zero, and change to days where minutes are too many', () => {
    expect(limit(90_000)).toEqual({ value: 1.5, unit: 'minute' })
    expect(limit(0)).toEqual({ value: 1 / 60_000, unit: 'minute' })
    expect(limit(-86_400_000)).toEqual({ value: 1 / 60_000, unit: 'minute' })
    expect(limit(700 * 86_400_000)).toEqual({ value: 700, unit: 'urgent_day' })
    expect(recordedLimit({ openedAt: opened, targetAt: null })).toBeUndefined()
  })
})

describe('ids of a replay', () => {
  it('are the same for the same thing, in the order of time, and valid UUIDv7', () => {
    const [early, late] = [new Date('2011-07-01T00:00:00Z'), new Date('2011-07-01T00:00:01Z')]
    expect(derivedId(early, 'BOS', '1', 'report')).toBe(derivedId(early, 'BOS', '1', 'report'))
    expect(derivedId(early, 'BOS', '1', 'report')).not.toBe(derivedId(early, 'BOS', '1', 'accept'))
    expect(derivedId(early, 'BOS', '1', 'report')).not.toBe(derivedId(early, 'BO', 'S1', 'report'))
    expect(derivedId(early, 'zz') < derivedId(late, 'aa')).toBe(true)
    expect(derivedId(early, 'BOS')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})
