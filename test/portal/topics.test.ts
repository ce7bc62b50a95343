import { describe, expect, test } from 'vitest'
import { readCatalogueSeed } from '#catalogue/catalogue-seed.ts'
import { OTHER, piecesOf, proposeTopics, topicOf } from '#portal/propose-topics.ts'
import { readEmergency, readTopics, readVisibility } from '#portal/read-data.ts'
import { shownOf } from '#portal/visibility.ts'

const types = readCatalogueSeed().types
const codes = new Set(types.map(({ code }) => code))
const topics = readTopics()

describe('the shipped topics', () => {
  test('are about twenty, in both languages, each with a pictogram of its own', () => {
    expect(topics.length).toBeGreaterThanOrEqual(18)
    expect(topics.length).toBeLessThanOrEqual(24)
    expect(new Set(topics.map(({ code }) => code)).size).toBe(topics.length)
    expect(new Set(topics.map(({ pictogram }) => pictogram)).size).toBe(topics.length)
    for (const { name, hint } of topics)
      for (const { zh, en } of [name, hint]) {
        expect(zh).toMatch(/\p{Script=Han}/u)
        expect(en).not.toMatch(/\p{Script=Han}/u)
      }
    expect(topics.at(-1)?.code).toBe(OTHER)
  })

  test('name types of the shipped catalogue alone, each of them once', () => {
    const named = topics.flatMap((topic) => topic.types)
    expect(named.filter((code) => !codes.has(code))).toEqual([])
    expect(named.filter((code, at) => named.indexOf(code) !== at)).toEqual([])
    expect(topics.filter((topic) => topic.types.length === 0).map(({ code }) => code)).toEqual([OTHER])
    expect(topicOf('C0104', topics)).toBe('manhole')
    expect(topicOf('C0175', topics)).toBe(OTHER)
  })
})

describe('the shipped visibility', () => {
  const rules = readVisibility()
  test('begins codes of the shipped catalogue, each beginning once, and nothing below what is never shown', () => {
    const prefixes = rules.map(({ prefix }) => prefix)
    expect(prefixes.filter((prefix) => !types.some(({ code }) => code.startsWith(prefix)))).toEqual([])
    expect(new Set(prefixes).size).toBe(prefixes.length)
    const never = rules.filter(({ shown }) => shown === 'never').map(({ prefix }) => prefix)
    expect(prefixes.filter((prefix) => never.some((each) => prefix !== each && prefix.startsWith(each)))).toEqual([])
  })

  test('shows no event exactly that may be about somebody’s home, person or animal', () => {
    const names = types.filter(({ code, kind }) => kind === 'event' && shownOf(code, rules) === 'exact').map(({ name }) => name)
    expect(names.filter((name) => /犬|家禽|阳台|楼道|自建|搭|晾|噪|店|经营|乞|尸体/.test(name))).toEqual(['死鱼及动物尸体'])
    expect(shownOf('E0403', rules)).toBe('never')
    expect(names.length).toBeGreaterThan(10)
  })
})

test('emergency numbers are numbers', () => {
  expect(readEmergency().map(({ number }) => number)).toEqual(['110', '119', '120', '122', '12345'])
})

describe('topics proposed for a text', () => {
  const found = (text: string): string[] => proposeTopics(topics, text, [])
  test('are those whose words it holds, the likeliest first', () => {
    expect(found('门口的井盖没了')).toEqual(['manhole'])
    expect(found('井盖没了，晚上路灯不亮')).toEqual(['light', 'manhole'])
    expect(found('There is a pothole in the road')[0]).toBe('road')
    expect(found('The street lamps are dark')).toContain('light')
    expect(found('邻居遛狗不牵绳')[0]).toBe('animals')
    expect(found('呃')).toEqual([])
  })

  test('also come of types a search of the catalogue found for its pieces', () => {
    expect(proposeTopics(topics, '那个健身器械断了', [['健身', ['C0146']]])[0]).toBe('facility')
    expect(piecesOf('井盖 broken')).toEqual(['井盖', 'broken'])
    expect(piecesOf('雨水井盖')).toEqual(['雨水井盖', '雨水井', '水井盖', '雨水', '水井', '井盖'])
    expect(piecesOf('长'.repeat(200)).length).toBeLessThanOrEqual(120)
  })
})
