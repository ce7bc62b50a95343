import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ACTION_NAMES, STAGES } from '#cases/lifecycle.ts'
import { makeSecretBox } from '#identity/secret-box.ts'
import { newId } from '#platform/identifier.ts'
import { blurred, metresApart } from '#portal/blur.ts'
import { readRef, spellRef } from '#portal/case-ref.ts'
import { expiryOf, isExpired, readForm, secondsEarly, spellForm } from '#portal/form-token.ts'
import { marksOf } from '#portal/marks.ts'
import { namedPlace } from '#portal/named-place.ts'
import { openTicket, sealTicket } from '#portal/photo-ticket.ts'
import { codeOf, readCode, showCode } from '#portal/report-code.ts'
import { PLAIN_STAGES, PUBLIC_STAGES, stateOf } from '#portal/stages.ts'
import { tellOutsider } from '#portal/tell-outsider.ts'
import { cityRules, neverShown, shownOf, type VisibilityRule } from '#portal/visibility.ts'
import { MONDAY } from '#test/support/cases.ts'

const box = makeSecretBox('a key of thirty-two signs or more!')
const sign = (text: string): string => box.digest(text, 'test')

describe('a form', () => {
  const form = { id: newId(MONDAY), issuedAt: MONDAY }
  const text = spellForm(form, sign)

  test('is read back as it was given, and only as we signed it', () => {
    expect(readForm(text, sign)).toEqual(form)
    expect(readForm(text, (each) => box.digest(each, 'other'))).toBeUndefined()
    const later = spellForm({ ...form, issuedAt: new Date(0) }, sign)
    expect(readForm(`${text.slice(0, 36)}${later.slice(36)}`, sign)).toBeDefined()
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom(...'0123456789abcdefz.-'), (at, sign_) => {
        const changed = text.slice(0, at) + sign_ + text.slice(at + 1)
        return changed === text || readForm(changed, sign) === undefined
      }),
    )
  })

  test('must lie open for a moment and is good for a day', () => {
    const later = (ms: number): Date => new Date(MONDAY.getTime() + ms)
    expect([0, 1, 2999, 3000, 9000].map((ms) => secondsEarly(form, later(ms), 3))).toEqual([3, 3, 1, 0, 0])
    expect(isExpired(form, later(24 * 3_600_000 - 1))).toBe(false)
    expect(isExpired(form, expiryOf(form))).toBe(true)
  })
})

describe('a code', () => {
  test('is eight signs nobody misreads, and is read however it is typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const code = codeOf(Buffer.from(bytes).toString('hex'))
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
        expect(readCode(showCode(code).toLowerCase())).toBe(code)
        expect(readCode(` ${code.replaceAll('0', 'o').replaceAll('1', 'l')} `)).toBe(code)
      }),
    )
  })

  test('differs for every report', () => {
    const codes = new Set(Array.from({ length: 2000 }, (_, index) => codeOf(sign(String(index)))))
    expect(codes.size).toBe(2000)
  })
})

describe('a blurred position', () => {
  const inChina = fc.record({ lon: fc.double({ min: 74, max: 134, noNaN: true }), lat: fc.double({ min: 18, max: 53, noNaN: true }) })

  test('is a few tens of metres off at most and stays what it is when it is blurred again', () => {
    fc.assert(
      fc.property(inChina, (point) => {
        const shown = blurred(point)
        expect(metresApart(point, shown)).toBeLessThan(52)
        expect(blurred(shown)).toEqual(shown)
      }),
    )
  })

  test('is the same for all that lies in one cell, so that no number of readings or of cases tells more than the cell', () => {
    const home = { lon: 102.71234, lat: 25.03456 }
    const cell = blurred(home)
    fc.assert(
      fc.property(
        fc.double({ min: -0.499, max: 0.499, noNaN: true }),
        fc.double({ min: -0.499, max: 0.499, noNaN: true }),
        (east, north) => {
          expect(blurred({ lon: cell.lon + east * 0.0008, lat: cell.lat + north * 0.0005 })).toEqual(cell)
        },
      ),
    )
    const readings = Array.from({ length: 1000 }, () => blurred(home))
    const mean = readings.reduce((sum, each) => sum + each.lon, 0) / readings.length
    expect(Math.abs(mean - home.lon)).toBeGreaterThan(Math.abs(cell.lon - home.lon) * 0.999)
  })

  test('lies in a cell nowhere narrower than 50 metres in China', () => {
    for (const lat of [18, 25, 35, 45, 53]) {
      expect(metresApart({ lon: 100, lat }, { lon: 100.0008, lat })).toBeGreaterThan(50)
      expect(metresApart({ lon: 100, lat }, { lon: 100, lat: lat + 0.0005 })).toBeGreaterThan(50)
    }
  })
})

describe('how a type is shown', () => {
  const rules: readonly VisibilityRule[] = [
    { prefix: 'C', shown: 'exact' },
    { prefix: 'E', shown: 'blurred' },
    { prefix: 'E01', shown: 'exact' },
    { prefix: 'E0101', shown: 'never' },
  ]
  test('follows the longest prefix; what nobody thought of is blurred', () => {
    expect(['C0104', 'E0110', 'E0101', 'E0401', 'X1'].map((code) => shownOf(code, rules))).toEqual([
      'exact', 'exact', 'never', 'blurred', 'blurred',
    ]) // biome-ignore format: a list
  })

  test('is the city’s own where it names private types, whatever is below them', () => {
    const own = cityRules(rules, ['E01', 'C0104'])
    expect(['C0104', 'C0103', 'E0110', 'E0101', 'E0401'].map((code) => shownOf(code, own))).toEqual([
      'never', 'exact', 'never', 'never', 'blurred',
    ]) // biome-ignore format: a list
    expect(neverShown(own).toSorted()).toEqual(['C0104', 'E01'])
    expect(shownOf('E0101', cityRules(rules, []))).toBe('blurred')
    expect(cityRules(rules, null)).toBe(rules)
  })
})

describe('marks', () => {
  test('tell of a burst from the fifth report on and of a place that was guessed', () => {
    expect([0, 3, 4, 40].map((near) => marksOf({ near, fromAddress: false }))).toEqual([[], [], ['burst'], ['burst']])
    expect(marksOf({ near: 4, fromAddress: true })).toEqual(['burst', 'place_from_address'])
  })
})

describe('an address in words', () => {
  const divisions = [
    { level: 'district' as const, code: '530111', name: '官渡区' },
    { level: 'district' as const, code: '530112', name: '西山区' },
    { level: 'street' as const, code: '530111001', name: '关上街道' },
    { level: 'street' as const, code: '530111002', name: '官渡街道' },
    { level: 'street' as const, code: '530112001', name: '前卫街道' },
    { level: 'community' as const, code: '530111001001', name: '双桥社区居民委员会' },
    { level: 'community' as const, code: '530111001003', name: '雨龙村民委员会' },
    { level: 'community' as const, code: '530112001001', name: '双桥社区' },
    { level: 'community' as const, code: '530112001002', name: '人民社区' },
  ]
  const found = (address: string) => namedPlace(address, divisions)?.code ?? null
  test('means the narrowest place it names, those named with their wider places first', () => {
    expect(found('官渡区关上街道双桥社区 12 号')).toBe('530111001001')
    expect(found('西山区双桥小区门口')).toBe('530112001001')
    expect(found('关上街道')).toBe('530111001')
    expect(found('官渡区某处')).toBe('530111')
    expect(found('前卫街道人民小学')).toBe('530112001002')
    expect(found('双桥社区，属官渡区')).toBe('530111001001')
  })
  test('takes no road for a community, no district for a street of its name, and a whole name before a bare one', () => {
    expect(found('前卫街道人民路口')).toBe('530112001')
    expect(found('官渡区关上街道双桥路12号')).toBe('530111001')
    expect(found('官渡区官渡街道')).toBe('530111002')
    expect(found('官渡区关上街道雨龙村')).toBe('530111001003')
  })
  test('means the wider place where the narrow name lies elsewhere', () => {
    expect(found('官渡区关上街道人民社区')).toBe('530111001')
    expect(found('官渡区、西山区交界处')).toBeNull()
  })
  test('means nothing when it names nothing, or two places alike', () => {
    expect(found('人民路 5 号')).toBeNull()
    expect(found('双桥社区')).toBeNull()
    expect(found('somewhere')).toBeNull()
  })
})

describe('a reference', () => {
  const key = box.digest('city', 'portal.ref')
  test('is always the same for a case, gives it back, and is another under another key', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const ref = spellRef(id, key)
        expect(ref).toMatch(/^[A-Za-z0-9_-]{22}$/)
        expect(spellRef(id, key)).toBe(ref)
        expect(readRef(ref, key)).toBe(id)
        expect(spellRef(id, box.digest('other', 'portal.ref'))).not.toBe(ref)
      }),
    )
  })
  test('of any making is some id', () => {
    expect(readRef('AAAAAAAAAAAAAAAAAAAAAA', key)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(readRef('_____________________9', key)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  })
})

test('a ticket for a photo ends, and is good in its own city alone', () => {
  const ticket = sealTicket(box, 'a', { key: 'f'.repeat(64), until: MONDAY.getTime() + 1 })
  expect(openTicket(box, 'a', ticket, MONDAY)).toBe('f'.repeat(64))
  expect(openTicket(box, 'a', ticket, new Date(MONDAY.getTime() + 1))).toBeUndefined()
  expect(openTicket(box, 'b', ticket, MONDAY)).toBeUndefined()
  expect(openTicket(box, 'a', 'nonsense', MONDAY)).toBeUndefined()
})

describe('what outsiders are told', () => {
  test('of every step never holds a word that was said inside', () => {
    const said = 'zq-said-inside'
    const given = {
      note: said, reason: said, result: said, finding: said, ruling: said, text: said, task: said, primaryNumber: said, primaryCaseId: said,
      inspectorId: said, ownerPostId: said, unitId: said, fromUnitId: said, granted: true, real: false, passed: false, solved: false,
    } // biome-ignore format: a list
    for (const action of ACTION_NAMES)
      for (const toStage of STAGES) {
        const words = tellOutsider({ action, toStage, unitId: said, given }, () => ({ zh: '水务局', en: 'Water' }))
        expect(JSON.stringify(words)).not.toContain(said)
        if (words) expect(words.zh).toMatch(/\p{Script=Han}/u)
      }
  })

  test('has plain words for every stage, and the map leaves out what nobody accepted', () => {
    for (const stage of STAGES) expect(PLAIN_STAGES[stage].en).not.toMatch(/\p{Script=Han}/u)
    expect(STAGES.filter((stage) => !PUBLIC_STAGES.includes(stage))).toEqual(['reported', 'verifying', 'declined', 'voided', 'merged'])
    expect(['reported', 'filed', 'handling', 'checked', 'closed', 'declined'].map((stage) => stateOf(stage as never))).toEqual([
      'waiting', 'waiting', 'working', 'working', 'done', 'done',
    ]) // biome-ignore format: a list
  })
})
