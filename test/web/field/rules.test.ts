// Before anything loads dexie, which looks for a database once.
import 'fake-indexeddb/auto'
import { describe, expect, test } from 'vitest'
import { corrected, isClockWrong, skewOf } from '#web/field/store/clock-rules.ts'
import { expectedTask } from '#web/field/store/expected-task.ts'
import { planAfter } from '#web/field/store/outbox-engine.ts'
import { nextToSend, outcomeOf, waitAfter } from '#web/field/store/outbox-rules.ts'
import type { OutboxItem, TaskRecord } from '#web/field/store/records.ts'
import { isFull } from '#web/field/store/room.ts'
import { ME, MORNING, POST, reportCargo, stepCargo } from './phone.ts'

const item = (more: Partial<OutboxItem>): OutboxItem => ({
  seq: 1, requestId: 'r', personId: ME, postId: POST, stream: 's', follows: null, cargo: reportCargo(), title: '', pressedAt: 0, state: 'waiting', tried: false, attempts: 0,
  notBefore: 0, told: null, receipt: null, ...more,
}) // biome-ignore format: a row

describe('what is sent next', () => {
  const next = (...items: OutboxItem[]): number | undefined => nextToSend(items, ME, POST, MORNING)?.seq
  test('is the oldest whose case is free', () => {
    expect(next(item({ seq: 1, state: 'conflict', stream: 'a' }), item({ seq: 2, stream: 'a' }), item({ seq: 3, stream: 'b' }))).toBe(3)
    expect(next(item({ seq: 1, state: 'sent', stream: 'a' }), item({ seq: 2, stream: 'a' }))).toBe(2)
    expect(next(item({ seq: 1, notBefore: MORNING + 1, stream: 'a' }), item({ seq: 2, stream: 'a' }))).toBeUndefined()
  })
  test('is not held up by a check-in that was refused', () => {
    const refused = item({ state: 'refused', stream: 'p', cargo: { kind: 'check-in', patrolId: 'p', gridCode: 'g', how: 'qr', at: '' } })
    expect(next(refused, item({ seq: 2, stream: 'p' }))).toBe(2)
  })
})

describe('what an answer means', () => {
  const means = (status: number, body: Record<string, unknown> | null, cargo = reportCargo()) =>
    outcomeOf(item({ cargo }), { status, body }).kind
  test.each([
    [201, { number: 'N', version: 1 }, 'sent'],
    [0, null, 'paused'],
    [204, null, 'paused'],
    [401, { code: 'session.required' }, 'paused'],
    [403, { code: 'session.second_factor_owed' }, 'paused'],
    [429, {}, 'later'],
    [502, null, 'later'],
    [400, { code: 'request.invalid' }, 'refused'],
    [409, { code: 'request.reused' }, 'refused'],
    [422, { code: 'case.unknown_photo' }, 'photos-lost'],
  ] as const)('%i %o: %s', (status, body, kind) => expect(means(status, body)).toBe(kind))
  test('a case that moved is for the person to decide', () => {
    expect(means(409, { code: 'case.stale' }, stepCargo('c', 1))).toBe('conflict')
    expect(means(409, { code: 'case.wrong_stage' }, stepCargo('c', 1))).toBe('conflict')
    expect(means(403, { code: 'case.not_named' }, stepCargo('c', 1))).toBe('refused')
  })
})

describe('waiting', () => {
  test('doubles to five minutes, spread', () => {
    expect([0, 1, 2, 3, 20].map((failures) => waitAfter(failures, 0.5))).toEqual([2000, 4000, 8000, 16_000, 300_000])
    expect([waitAfter(0, 0), waitAfter(0, 1)]).toEqual([1500, 2500])
  })
  test('grows with failures in a row and ends with the first run that came through', () => {
    const paused = { kind: 'paused', why: 'unreachable' } as const
    expect(planAfter(paused, 2, 0, 0.5)).toEqual({ paused: 'unreachable', failures: 3, nextAt: 8000 })
    expect(planAfter({ kind: 'resting', at: null }, 3, 0, 0.5)).toEqual({ paused: null, failures: 0, nextAt: null })
    expect(planAfter({ kind: 'paused', why: 'signed-out' }, 3, 0, 0.5).nextAt).toBeNull()
    expect(planAfter(undefined, 3, 0, 0.5)).toEqual({ paused: null, failures: 3, nextAt: 5000 })
  })
})

describe('a clock', () => {
  test('is held against the middle of the time an answer took', () => {
    expect(skewOf(MORNING + 1000, MORNING + 3000, new Date(MORNING).toISOString())).toBe(2000)
    expect(corrected(MORNING + 5000, 5000).getTime()).toBe(MORNING)
    expect([isClockWrong(-120_000, 120), isClockWrong(119_000, 120)]).toEqual([true, false])
  })
})

describe('a task', () => {
  const task = { id: 'c', waits: 'receive', pending: null } as unknown as TaskRecord
  const step = (more: Partial<OutboxItem>): OutboxItem => item({ stream: 'c', cargo: stepCargo('c', 1), ...more })
  test('goes on to its next step while the one before waits to be sent', () => {
    expect(expectedTask(task, []).waits).toBe('receive')
    expect(expectedTask(task, [step({})]).waits).toBe('report-back')
    expect(expectedTask(task, [step({}), step({ cargo: stepCargo('c', 1, 'report-back') })]).waits).toBeNull()
  })
  test('stays where it is for what was refused, in conflict, sent, or of another case', () => {
    expect(
      expectedTask(task, [step({ state: 'refused' }), step({ state: 'conflict' }), step({ state: 'sent' }), step({ stream: 'd' })]).waits,
    ).toBe('receive')
  })
})

test('a full phone is told from other failures, however deep', () => {
  const full = Object.assign(new Error('x'), { name: 'QuotaExceededError' })
  expect([isFull(full), isFull(Object.assign(new Error('y'), { name: 'DexieError', inner: full })), isFull(new Error('z'))]).toEqual([
    true,
    true,
    false,
  ])
})
