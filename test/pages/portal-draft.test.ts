import { describe, expect, test } from 'vitest'
import {
  DRAFT_DAYS,
  draftOf,
  emptyDraft,
  hasContent,
  missingBefore,
  nextStep,
  progressOf,
  reaching,
  STEPS,
  stepAfter,
} from '#web/portal/report/draft.ts'

const NOW = Date.parse('2026-03-02T09:00:00+08:00')
const DAY = 86_400_000
const empty = emptyDraft(NOW)
const placed = { ...empty, place: { lon: 102.7, lat: 25, accuracy: 12 } }

describe('a draft', () => {
  test('is the stored one while it is young, and what an older version left out is filled in', () => {
    const stored = JSON.parse(JSON.stringify({ ...placed, reached: 'what', wantsNews: undefined }))
    expect(draftOf(stored, NOW + DAY)).toEqual({ ...placed, reached: 'what' })
  })
  test('is a fresh one when nothing, nonsense or something old is stored', () => {
    for (const stored of [null, 'x', {}, { ...placed, startedAt: NOW - DRAFT_DAYS * DAY }])
      expect(hasContent(draftOf(stored, NOW))).toBe(false)
    expect(draftOf(null, NOW).requestId).not.toBe(draftOf(null, NOW).requestId)
  })
  test('never goes back in how far it has come', () => {
    expect(reaching(reaching(empty, 'contact'), 'where').reached).toBe('contact')
  })
})

describe('a question', () => {
  test('is shown once those before it that must be answered are: where, and what', () => {
    expect(STEPS.map((step) => missingBefore(empty, step))).toEqual([null, null, 'where', 'where', 'where', 'where'])
    expect(STEPS.map((step) => missingBefore(placed, step))).toEqual([null, null, null, 'what', 'what', 'what'])
    const told = { ...empty, address: '官渡区关上街道', text: '井盖没了' }
    expect(STEPS.map((step) => missingBefore(told, step))).toEqual(STEPS.map(() => null))
    expect(missingBefore({ ...told, address: '  ' }, 'send')).toBe('where')
  })
  test('about what is near is passed over without a point', () => {
    expect([stepAfter(placed, 'what'), stepAfter(empty, 'what')]).toEqual(['near', 'contact'])
    expect(stepAfter(placed, 'send')).toBe('send')
  })
  test('is where whoever comes back goes on', () => {
    expect(nextStep({ ...placed, reached: 'contact' })).toBe('what')
    expect(nextStep({ ...placed, topic: 'light', reached: 'contact' })).toBe('contact')
  })
  test('is counted, the one about what is near with what is the matter', () => {
    expect(STEPS.map((step) => progressOf(step).at)).toEqual([1, 2, 3, 3, 4, 5])
  })
})
