import { describe, expect, it } from 'vitest'
import { compareGrids, compareVerdicts, type Replayed } from '#replay/compare.ts'
import { draftCatalogue } from '#replay/draft-catalogue.ts'
import type { PlannedRequest } from '#replay/drive-request.ts'
import type { Outcome } from '#replay/queries.ts'
import type { ServiceRequest } from '#replay/service-request.ts'

const HOUR = 3_600_000
const NINE = new Date('2011-07-01T13:00:00Z')
const later = (hours: number): Date => new Date(NINE.getTime() + hours * HOUR)

const request = (fields: Partial<ServiceRequest>): ServiceRequest => ({
  row: 2, id: 'R1', openedAt: NINE, targetAt: later(24), closedAt: later(1), recordedOnTime: true, typeClass: 'Streets', type: 'Pothole', department: 'ROADS',
  title: 'Pothole', address: null, recordedGrid: '0101', point: { lon: 1, lat: 1 }, source: '', result: null, ambiguousTime: false, ...fields,
}) // biome-ignore format: a list

/** A request with the grid of its point and the recorded one, and the case that came of it. */
function pair(
  fields: Partial<ServiceRequest>,
  onTime: boolean | null,
  gridOfPoint = 'X0101',
  recorded: string | null = 'X0101',
): Replayed[number] {
  const recordedGrid = recorded ?? undefined
  const plan: PlannedRequest = {
    request: request(fields),
    placement: { by: 'point', reason: null, at: [1, 1], gridOfPoint, recordedGrid },
    typeCode: 'E0101',
  }
  const outcome: Outcome = { id: '', number: '', stage: 'closed', version: 9, onTime, placeCode: gridOfPoint, routed: true }
  return [plan, outcome]
}

describe('comparing verdicts', () => {
  it('leaves out requests without a target or without a closing, and says how each other one differs', () => {
    const { both, withVerdict, disagreements } = compareVerdicts([
      pair({}, true),
      pair({ targetAt: null }, true),
      pair({ closedAt: null }, null),
      pair({ recordedOnTime: false }, true),
      pair({ closedAt: later(30) }, false),
      pair({ closedAt: later(24), recordedOnTime: false }, true),
      pair({ recordedOnTime: null }, true),
    ])
    expect([both.rows, both.agree, withVerdict.rows, withVerdict.agree]).toEqual([5, 1, 4, 1])
    expect(disagreements.map(({ reason }) => reason)).toEqual([
      'recorded_late_but_in_time',
      'recorded_on_time_but_late',
      'closed_at_target',
      'no_recorded_verdict',
    ])
  })

  it('claims nothing when there is nothing to compare', () => {
    expect(compareVerdicts([]).both).toEqual({ rows: 0, agree: 0, share: null })
  })
})

describe('comparing grids', () => {
  it('tells a neighbour, another district, an unknown code and a point that many grids share apart', () => {
    const shared = ['X0101', 'X0102', 'X0103', 'X0201', 'X0202'].map((code) => pair({ point: { lon: 2, lat: 2 } }, true, 'X0101', code))
    const { all, disagreements } = compareGrids(
      [pair({}, true), pair({}, true, 'X0102'), pair({}, true, 'X0201'), pair({ recordedGrid: '77' }, true, 'X0101', null), ...shared],
      3,
    )
    expect([all.rows, all.agree]).toEqual([9, 2])
    expect(disagreements.map(({ reason }) => reason)).toEqual([
      'same_district', 'other_district', 'unknown_recorded_grid', 'shared_point', 'shared_point', 'shared_point', 'shared_point',
    ]) // biome-ignore format: a list
  })
})

describe('the catalogue drafted from requests', () => {
  const limit = { value: 30, unit: 'natural_day' } as const
  it('has a code for each class and type in the order of names, the median limit, and the department that had most', () => {
    const requests = [
      request({ targetAt: later(1) }),
      request({ targetAt: later(2) }),
      request({ targetAt: later(50) }),
      request({ targetAt: later(-9), department: 'PARKS' }),
      request({ type: 'Sign', targetAt: null, department: 'SIGNS' }),
      request({ typeClass: 'Bins', targetAt: null, department: 'WASTE' }),
    ]
    const { content, typeCode, withoutTarget } = draftCatalogue('requests.csv', requests, 'class', limit)
    expect(content.types.map(({ code, name }) => [code, name])).toEqual([
      ['E0101', 'Pothole'],
      ['E0201', 'Pothole'],
      ['E0202', 'Sign'],
    ])
    expect(content.conditions.map(({ limitValue, limitUnit }) => [limitValue, limitUnit])).toEqual([
      [30, 'natural_day'],
      [120, 'minute'],
      [30, 'natural_day'],
    ])
    expect(content.rules.map(({ number, classCode, typeCode: ofType, duty }) => [number, classCode, ofType, duty])).toEqual([
      [1, null, 'E0202', 'SIGNS'],
      [2, '01', null, 'WASTE'],
      [3, '02', null, 'ROADS'],
    ])
    expect(requests.map(typeCode)).toEqual(['E0201', 'E0201', 'E0201', 'E0201', 'E0202', 'E0101'])
    expect([...withoutTarget]).toEqual(['E0101', 'E0202'])
  })

  it('refuses more classes than two digits can number', () => {
    const many = Array.from({ length: 100 }, (_, index) => request({ typeClass: `class ${index}` }))
    expect(() => draftCatalogue('requests.csv', many, 'group', limit)).toThrow(expect.objectContaining({ code: 'replay.bad_requests' }))
  })
})
