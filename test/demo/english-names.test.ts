import { describe, expect, test } from 'vitest'
import { englishPlaceName } from '#demo/english-names.ts'

describe('the English name of a place', () => {
  test.each([
    ['官渡街道', 'Guandu Subdistrict'],
    ['五里社区居民委员会', 'Wuli Community'],
    ['白邑村委会', 'Baiyi Village'],
    ['永安村民委员会', "Yong'an Village"],
    ['双桥社区', 'Shuangqiao Community'],
    ['七星镇', 'Qixing Town'],
    ['白邑村', 'Baiyi Village'],
    ['六哨乡', 'Liushao Township'],
    ['发块乡', 'Fakuai Township'],
    ['昆明经济技术开发区', 'Kunming Economic and Technological Development Zone'],
  ])('%s is %s', (name, english) => {
    expect(englishPlaceName(name)).toBe(english)
  })
})
