import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { rankTypes } from '#catalogue/type-search.ts'
import { pinyinOf } from '#platform/pinyin.ts'

type Shipped = Record<'code' | 'name' | 'name_en' | 'class_name', string>
const read = (file: string): Record<string, string>[] =>
  parse(readFileSync(new URL(`../../data/catalogue/${file}`, import.meta.url)), { columns: true, bom: true })
const filings = Map.groupBy(read('conditions.csv'), (row) => row.type_code ?? '')
const TYPES = (read('types.csv') as Shipped[]).map(({ code, name, name_en: nameEn, class_name: className }) => ({
  code, name, nameEn, className, pinyin: pinyinOf(name), conditions: (filings.get(code) ?? []).map((row) => ({ filing: row.filing ?? '' })),
})) // biome-ignore format: a row
const found = (query: string): string[] => rankTypes(TYPES, query).map(({ name }) => name)
const named = (name: string) => TYPES.find((type) => type.name === name)

describe('the spelling of the shipped types', () => {
  it('has one syllable for each character, all 284 of them', () => {
    expect(TYPES).toHaveLength(284)
    for (const { name, pinyin } of TYPES) {
      expect(pinyin.full, name).toMatch(/^[a-z]+( [a-z]+)*$/)
      expect(pinyin.full.split(' ').length, name).toBe([...name.matchAll(/\p{Script=Han}/gu)].length)
      expect(pinyin.initials.length, name).toBe(pinyin.full.split(' ').length)
    }
  })

  it.each([
    ['行道树', 'xing dao shu'],
    ['人行道铺装', 'ren xing dao pu zhuang'],
    ['人行横道桩', 'ren xing heng dao zhuang'],
    ['河长公示牌', 'he zhang gong shi pai'],
    ['公园游乐设施', 'gong yuan you le she shi'],
    ['重大危险源', 'zhong da wei xian yuan'],
    ['山体滑坡落石', 'shan ti hua po luo shi'],
    ['调蓄池设施', 'tiao xu chi she shi'],
    ['燃气调压站（箱）', 'ran qi tiao ya zhan xiang'],
    ['暴露生活垃圾', 'bao lu sheng huo la ji'],
    ['排水管道堵塞、破裂', 'pai shui guan dao du se po lie'],
    ['畜禽养殖污水入河', 'chu qin yang zhi wu shui ru he'],
    ['应急避难场所标识', 'ying ji bi nan chang suo biao shi'],
    ['绿地', 'lv di'],
    ['公共厕所', 'gong gong ce suo'],
    ['雨水箅子', 'yu shui bi zi'],
  ])('reads %s as %s', (name, full) => {
    expect(named(name)?.pinyin.full).toBe(full)
  })

  it.each([
    ['铜都', 'tong du'],
    ['呈贡区', 'cheng gong qu'],
    ['石林彝族自治县', 'shi lin yi zu zi zhi xian'],
    ['长水', 'chang shui'],
    ['上可乐社区', 'shang ke le she qu'],
    ['关上社区第1网格', 'guan shang she qu di 1 wang ge'],
    ['ＰＭ2.5 监测', 'pm 2 5 jian ce'],
  ])('reads %s as %s', (name, full) => {
    expect(pinyinOf(name).full).toBe(full)
  })
})

describe('a query', () => {
  it.each([
    ['路灯', '路灯'],
    ['ludeng', '路灯'],
    ['ld', '路灯'],
    ['lu deng', '路灯'],
    ["lu'deng", '路灯'],
    ['ＬＤ', '路灯'],
    ['zdjy', '占道经营'],
    ['zhandaojy', '占道经营'],
    ['占道 经营', '占道经营'],
    ['井盖 雨水', '雨水井盖'],
    ['jinggai yushui', '雨水井盖'],
    ['xds', '行道树'],
    ['hezhang', '河长公示牌'],
    ['lvdi', '绿地'],
    ['street tree', '行道树'],
  ])('%s finds %s first', (query, name) => {
    expect(found(query)[0]).toBe(name)
  })

  it('finds a code by the whole of it, its beginning, and its digits', () => {
    const codes = (query: string): string[] => rankTypes(TYPES, query).map(({ code }) => code)
    expect(codes('e0110')).toEqual(['E0110'])
    expect(codes('0110')).toEqual(expect.arrayContaining(['C0110', 'E0110']))
    expect(codes('0110')).toHaveLength(2)
    expect(codes('C01').every((code) => code.startsWith('C01'))).toBe(true)
    expect(codes('C01').length).toBeGreaterThan(20)
  })

  it('finds what is spelt from any syllable, never from inside one', () => {
    expect(found('jinggai')).toEqual(expect.arrayContaining(['雨水井盖', '污水井盖']))
    expect(found('inggai')).toEqual([])
  })

  it('must be met in every word', () => {
    expect(found('井盖 路灯')).toEqual(['路灯井盖'])
    expect(found('井盖 烧烤')).toEqual([])
  })

  it('finds by the words of a filing condition last', () => {
    const type = TYPES.find(({ conditions, name }) => conditions.some(({ filing }) => filing.includes('破损') && !name.includes('破损')))
    const hits = found('破损')
    expect(hits.indexOf(type?.name ?? '')).toBeGreaterThan(hits.findLastIndex((name) => name.includes('破损')))
  })

  it('that asks nothing finds all in their order, and one that means nothing finds none', () => {
    expect(rankTypes(TYPES, '  ')).toEqual(TYPES)
    for (const nonsense of ['xqzvw', '%', '(((', '𠀀']) expect(found(nonsense)).toEqual([])
  })

  it('takes well under a frame', () => {
    const from = performance.now()
    for (let each = 0; each < 20; each += 1)
      for (const query of ['zdjy', 'shigong', '垃圾', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa']) rankTypes(TYPES, query)
    expect((performance.now() - from) / 80).toBeLessThan(16)
  })
})
