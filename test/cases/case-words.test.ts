import { describe, expect, it } from 'vitest'
import { CLOCK_REASON_WORDS } from '#cases/clock-words.ts'
import { ACTIONS, STAGE_NAMES } from '#cases/lifecycle.ts'
import { LIKENESS_WORDS } from '#cases/likeness-words.ts'
import { PHOTO_FLAG_WORDS, PHOTO_PURPOSE_WORDS } from '#cases/photo-words.ts'
import { DECLINE_REASON_WORDS, OUTCOME_WORDS, REQUEST_WORDS, RETURN_REASON_WORDS } from '#cases/reason-words.ts'
import { REFUSAL_TEXTS } from '#cases/refusal-texts.ts'
import type { Bilingual } from '#platform/problem.ts'

const TABLES: Readonly<Record<string, Readonly<Record<string, Bilingual>>>> = {
  actions: ACTIONS,
  'reasons of the clock': CLOCK_REASON_WORDS,
  'reasons to decline': DECLINE_REASON_WORDS,
  likeness: LIKENESS_WORDS,
  outcomes: OUTCOME_WORDS,
  'flags of photos': PHOTO_FLAG_WORDS,
  'purposes of photos': PHOTO_PURPOSE_WORDS,
  refusals: REFUSAL_TEXTS,
  requests: REQUEST_WORDS,
  'reasons to return': RETURN_REASON_WORDS,
  stages: STAGE_NAMES,
}

describe.each(Object.entries(TABLES))('the words of %s', (_what, words) => {
  it('are Chinese in Chinese and English in English, with no code left in either', () => {
    for (const [code, { zh, en }] of Object.entries(words)) {
      expect(zh, code).toMatch(/^[一-龥，：（）、“”0-9 ]+$/)
      expect(en, code).toMatch(/^[A-Za-z][A-Za-z0-9 ,:;’-]+$/)
    }
  })

  it('tell one thing from another', () => {
    expect(new Set(Object.values(words).map(({ zh }) => zh)).size).toBe(Object.keys(words).length)
    expect(new Set(Object.values(words).map(({ en }) => en)).size).toBe(Object.keys(words).length)
  })
})
