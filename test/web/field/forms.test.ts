// Before anything loads dexie, which looks for a database once.
import 'fake-indexeddb/auto'
import { describe, expect, test } from 'vitest'
import { ReportInput, SelfHandleInput } from '#cases/contract.ts'
import type { PackAnswer } from '#field/contract.ts'
import { conflictFacts } from '#web/field/outbox/conflict-facts.ts'
import { isOnDuty, visitsOf, walkedCell } from '#web/field/patrol/walk.ts'
import { fitted } from '#web/field/photos/shrink.ts'
import { takenAtOf } from '#web/field/photos/take-photo.ts'
import { gridAt, middleOf, type PackedGrid } from '#web/field/place/grid-at.ts'
import { foundTypes, proposedTypes, scannedIn, withRecent } from '#web/field/report/propose.ts'
import { BLANK_REPORT, type PackedType, reportCargo, reportFault, withType } from '#web/field/report/report-fields.ts'
import { tileAddresses } from '#web/field/store/held.ts'
import type { TaskRecord } from '#web/field/store/records.ts'
import { requestOf } from '#web/field/store/requests.ts'
import { metresApart, sortTasks } from '#web/field/tasks/sort-tasks.ts'
import { BLANK_STEP, stepFault, stepInput } from '#web/field/tasks/step-fields.ts'
import { ME, MORNING } from './phone.ts'

const square = (code: string, west: number): PackedGrid => ({
  code,
  name: code,
  communityCode: 'c',
  cells: 400,
  area: { type: 'Polygon', coordinates: [[[west, 25], [west + 0.01, 25], [west + 0.01, 25.01], [west, 25.01], [west, 25]]] },
}) // biome-ignore format: an outline
const GRIDS = [square('a', 102.7), square('b', 102.72)]
const type = (code: string, name: string, initials: string, conditions = 1): PackedType => ({
  code, name, nameEn: `${code} in English`, className: '', classNameEn: '', initials, domain: 'urban', kind: 'event',
  conditions: Array.from({ length: conditions }, (_, index) => ({ number: index + 1, filing: `condition ${index + 1}`, closing: '', urgency: 'normal' as const })),
}) // biome-ignore format: a row
const TYPES = [type('E1', '暴露垃圾', 'bllj'), type('E2', '占道经营', 'zdjy', 2), type('E3', '路面破损', 'lmps', 0)]

describe('a place', () => {
  test('is named by the grid of the pack it lies in', () => {
    expect([gridAt(GRIDS, { lon: 102.725, lat: 25.005 })?.code, gridAt(GRIDS, { lon: 102.715, lat: 25.005 })]).toEqual(['b', undefined])
    expect(gridAt(GRIDS, middleOf(square('a', 102.7)))?.code).toBe('a')
  })
})

describe('a report', () => {
  const place = { lon: 102.705, lat: 25.005, accuracy: 12, from: 'position' } as const
  const filled = { ...BLANK_REPORT, place, typeCode: 'E2', conditionNumber: 2, note: ' by the gate ', foundAt: MORNING + 60_000 }
  const making = {
    type: TYPES[1] as PackedType,
    whereabouts: 'in a',
    origin: 'inspector',
    before: [ME],
    after: [ME],
    done: 'done',
    skew: 60_000,
  } as const
  test('says what is missing, one thing at a time', () => {
    expect(reportFault(BLANK_REPORT, 0, 0, [])).toBe('needsPhoto')
    expect(reportFault(BLANK_REPORT, 1, 0, [])).toBe('needsPlace')
    expect(reportFault({ ...BLANK_REPORT, place }, 1, 0, [])).toBe('needsType')
    expect(reportFault(filled, 1, 0, [])).toBeNull()
    expect(reportFault({ ...filled, handled: true }, 1, 0, ['self-handle'])).toBe('needsAfter')
    expect(reportFault({ ...filled, handled: true, conditionNumber: null }, 1, 1, [])).toBe('needsCondition')
  })
  test("is what the contract takes, with its moment by the server's clock", () => {
    const cargo = reportCargo({ ...making, fields: filled })
    if (!cargo) throw new Error('nothing to send')
    const { path, body } = requestOf({ requestId: ME, cargo }, MORNING)
    expect(path).toBe('/api/cases')
    expect(ReportInput.strict().parse(body)).toMatchObject({
      typeCode: 'E2', conditionNumber: 2, address: 'in a', datum: 'wgs84', description: '占道经营：condition 2\nby the gate', foundAt: new Date(MORNING),
    }) // biome-ignore format: a row
  })
  test('without a condition names its type in words alone', () => {
    const cargo = reportCargo({ ...making, fields: { ...filled, conditionNumber: null } })
    expect(cargo?.kind === 'report' && [cargo.body.typeCode, cargo.body.description]).toEqual([undefined, '占道经营\nby the gate'])
  })
  test('handled on the spot goes its own way', () => {
    const cargo = reportCargo({ ...making, fields: { ...filled, handled: true } })
    if (!cargo) throw new Error('nothing to send')
    const { path, body } = requestOf({ requestId: ME, cargo }, MORNING)
    expect([path, SelfHandleInput.strict().parse(body).result]).toEqual(['/api/cases/self-handled', 'done'])
  })
  test('proposes types of here and now, then those of late, then the first', () => {
    expect(proposedTypes(TYPES, ['E3', 'gone'], ['E2', 'E3'], null).map(({ code }) => code)).toEqual(['E3', 'E2', 'E1'])
    expect(proposedTypes(TYPES, [], [], 'E2').map(({ code }) => code)).toEqual(['E1', 'E2', 'E3'])
    const many = [...Array.from({ length: 9 }, (_, index) => type(`M${index}`, '', '')), ...TYPES]
    expect(proposedTypes(many, [], [], 'E2').map(({ code }) => code)).toEqual(['E2', 'M0', 'M1', 'M2', 'M3', 'M4'])
    expect([withType(TYPES[1] as PackedType).conditionNumber, withType(TYPES[2] as PackedType).conditionNumber]).toEqual([1, null])
    expect(foundTypes(TYPES, 'ZDJ').map(({ code }) => code)).toEqual(['E2'])
    expect(withRecent(['a', 'b'], 'b')).toEqual(['b', 'a'])
  })
  test('is opened by a code on the street', () => {
    expect(scannedIn(new URLSearchParams('grid=530111'))).toEqual({ kind: 'grid', code: '530111' })
    expect(scannedIn(new URLSearchParams(''))).toBeNull()
  })
})

describe('a step', () => {
  test('says what is missing and carries what its action wants', () => {
    expect(stepFault('check', BLANK_STEP, 1, [])).toBe('needsChoice')
    expect(stepFault('check', { ...BLANK_STEP, verdict: false, text: 'x' }, 0, ['check'])).toBe('needsPhoto')
    expect(stepFault('request-return', { ...BLANK_STEP, text: 'x' }, 0, [])).toBe('needsReason')
    expect(stepFault('report-back', { ...BLANK_STEP, text: ' ' }, 1, [])).toBe('needsText')
    expect(stepInput('verify', { ...BLANK_STEP, verdict: true, text: ' so ' }, ['p'])).toEqual({ real: true, finding: 'so', photos: ['p'] })
    expect(stepInput('request-return', { ...BLANK_STEP, reason: 'not_ours', text: 'x' }, [])).toEqual({ reason: 'not_ours', note: 'x' })
  })
})

describe('tasks', () => {
  const task = (id: string, lon: number, dueAt: string) => ({
    task: { id, lon, lat: 25, active: { dueAt } } as unknown as TaskRecord,
    waits: 'check' as const,
    returning: false,
    pending: [],
  })
  const tasks = [task('far', 102.8, '2026-11-20T02:00:00Z'), task('near', 102.7, '2026-11-20T03:00:00Z')]
  test('come nearest first, or by their deadline where the place is not known', () => {
    expect(sortTasks(tasks, { lon: 102.701, lat: 25 }).map((each) => [each.task.id, each.metres])).toEqual([['near', 101], ['far', 9977]]) // biome-ignore format: two
    expect(sortTasks(tasks, null).map((each) => each.task.id)).toEqual(['far', 'near'])
    expect(metresApart({ lon: 102.7, lat: 25 }, { lon: 102.7, lat: 25.001 })).toBe(111)
  })
})

describe('duty', () => {
  const duty = { personId: ME, patrolId: 'p', startedAt: MORNING, endsBy: MORNING + 1000, sentTo: MORNING }
  const pack = { patrol: { accuracyMetres: 100 }, grids: { items: GRIDS } } as unknown as PackAnswer
  test('ends by itself', () =>
    expect([isOnDuty(duty, ME, MORNING + 999), isOnDuty(duty, ME, MORNING + 1000), isOnDuty(duty, 'other', MORNING)]).toEqual([
      true,
      false,
      false,
    ]))
  test('keeps a cell of a grid of ours, and nothing of a vague or foreign position', () => {
    const fix = { lon: 102.705, lat: 25.005, accuracy: 20, at: MORNING }
    expect(walkedCell(duty, pack, fix)).toMatchObject({ patrolId: 'p', gridCode: 'a' })
    expect([walkedCell(duty, pack, { ...fix, accuracy: 101 }), walkedCell(duty, pack, { ...fix, lon: 103 })]).toEqual([null, null])
  })
  test('tells cells by grid without their order', () => {
    const cell = (gridCode: string, number: number) => ({ patrolId: 'p', gridCode, cell: number })
    expect(visitsOf([cell('b', 3), cell('a', 9), cell('b', 1)])).toEqual([{ gridCode: 'b', cells: [1, 3] }, { gridCode: 'a', cells: [9] }]) // biome-ignore format: two
  })
})

describe('a photo', () => {
  test('is made to fit 1600 pixels and never larger', () => {
    expect([fitted(4000, 3000), fitted(3000, 4000), fitted(800, 600), fitted(9000, 3)]).toEqual([[1600, 1200], [1200, 1600], [800, 600], [1600, 1]]) // biome-ignore format: a list
  })
  test('is as old as its file, unless that cannot be', () => {
    const at = (ms: number): string => takenAtOf({ lastModified: ms }, MORNING)
    expect([at(MORNING - 5000), at(MORNING + 5000), at(0)]).toEqual(
      [MORNING - 5000, MORNING, MORNING].map((ms) => new Date(ms).toISOString()),
    )
  })
})

test('a conflict tells both versions and what happened in between', () => {
  const details = {
    yours: { version: 5 },
    theirs: { version: 7, stage: 'handling' },
    since: [{ action: 'urge', at: '2026-11-20T02:00:00Z' }, { action: 'nonsense' }],
  }
  const { seen, now, stage, since } = conflictFacts({ code: 'case.stale', status: 409, text: '', details })
  expect([seen, now, stage?.zh, since.map(({ action }) => action.zh)]).toEqual([5, 7, '处置中', ['督办']])
})

test('tiles are asked for by the list of the pack', () => {
  const tiles = { template: '/api/tiles/grids/{z}/{x}/{y}', zooms: [{ z: 12, tiles: [[1, 2], [3, 4]] }], count: 2, estimatedBytes: 0 } // biome-ignore format: a row
  expect(tileAddresses({ tiles } as unknown as PackAnswer)).toEqual(['/api/tiles/grids/12/1/2', '/api/tiles/grids/12/3/4'])
})
