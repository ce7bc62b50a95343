import { describe, expect, test } from 'vitest'
import { readWeb } from './web-sources.ts'

// Words stand beside components and read the reader's language of the browser; here there is none.
Object.assign(globalThis, { localStorage: { getItem: () => null, setItem: () => {} }, document: { documentElement: {} } })

const HAN = /\p{Script=Han}/u
/** What is itself in the other language: each language names itself. */
const NAMES = new Set(['中文', 'English'])

interface Leaf {
  readonly at: string
  readonly value: unknown
}

const leaves = (value: unknown, at: string): Leaf[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, each]) => leaves(each, `${at}.${key}`))
    : [{ at, value }]

/** The text of a word; one that takes values is tried with numbers, then with texts. */
function textOf({ value }: Leaf): string {
  if (typeof value !== 'function') return String(value)
  const tried = [2, 'x'].map((given) => Array.from({ length: value.length }, () => given))
  for (const given of tried) {
    try {
      return String(value(...given))
    } catch {
      // Not made for this kind of value.
    }
  }
  return String(value)
}

interface Pair {
  readonly at: string
  readonly zh: unknown
  readonly en: unknown
}

/** Everything given in both languages, at any depth. */
function pairs(value: unknown, at: string): Pair[] {
  if (typeof value !== 'object' || value === null) return []
  if ('zh' in value && 'en' in value) return [{ at, zh: value.zh, en: value.en }]
  return Object.entries(value).flatMap(([key, each]) => pairs(each, `${at}.${key}`))
}

const paths = [...readWeb().keys()].filter((path) => /(^|\/)(\w+-)?words\.ts$/.test(path))

describe.each(paths)('%s', async (path) => {
  const module: Record<string, unknown> = await import(/* @vite-ignore */ `../../${path}`)
  const bilingual = pairs({ ...module }, path)

  test('has the same words in both languages, none of them empty, the English without Chinese', () => {
    expect(bilingual.length).toBeGreaterThan(0)
    for (const { at: name, ...words } of bilingual) {
      const [zh, en] = [leaves(words.zh, name), leaves(words.en, name)]
      expect(en.map(({ at }) => at)).toEqual(zh.map(({ at }) => at))
      expect(en.map(({ value }) => typeof value)).toEqual(zh.map(({ value }) => typeof value))
      const texts = [...zh, ...en].map((leaf) => [leaf.at, textOf(leaf)] as const)
      expect(texts.filter(([, text]) => /undefined|\[object/.test(text))).toEqual([])
      // One language may need nothing where the other needs a word; both never.
      expect(zh.filter((leaf, index) => textOf(leaf).trim() === '' && textOf(en[index] ?? leaf).trim() === '')).toEqual([])
      expect(en.map((leaf) => [leaf.at, textOf(leaf)] as const).filter(([, text]) => HAN.test(text) && !NAMES.has(text))).toEqual([])
    }
  })
})
