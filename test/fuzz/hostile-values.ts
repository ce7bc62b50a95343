import type { Random } from './random.ts'

const ID = '01a20126-30b2-7e91-9151-685ab3ab4e55'

/** Texts that have broken programs: encodings, directions, queries, paths, templates, formulas. */
const TEXTS: readonly string[] = [
  '', ' ', '\t\n', '\u0000', 'a\u0000b', '\u0007', '\u001b[31m', '\u0085', '\ud83d', '\udc00井盖', '\ufeff', '\u200b\u200b', '\u202e盖井\u202c', '\u2066x\u2069',
  'é'.normalize('NFD'), '𠮷野家', '👩‍👩‍👧‍👦', 'Z\u0351\u036b\u0343', '＜script＞', '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', 'javascript:alert(1)',
  "' or '1'='1", "'; drop table \"case\"; --", '\\', '%', '_', '%%%', '$1', '${7*7}', '{{7*7}}', '../../../../etc/passwd', '..\\..\\windows', 'file:///etc/passwd',
  '=1+1', '@SUM(A1)', '+86', '-2', '=HYPERLINK("http://x","y")', '__proto__', 'constructor', 'prototype', 'toString', 'null', 'undefined', 'NaN', 'true', '[object Object]',
  '1e309', '-0', '0x10', '１２３', '٣', '1,2', '99999999999999999999', ID, ID.toUpperCase(), ID.replaceAll('-', ''), '00000000-0000-0000-0000-000000000000', '((((((((((((((((((((a+)+)+)+', '*', '?', '\r\nset-cookie: x=1',
] // biome-ignore format: a list

/** Days and instants at and past the edges of calendars. */
const TIMES: readonly string[] = [
  '2026-02-30', '2026-02-29', '2024-02-29', '0000-01-01', '0001-01-01', '9999-12-31', '10000-01-01', '-000001-01-01', '2026-13-01', '2026-00-10', '2026-1-1', '20260101', '1900-02-29',
  '2026-03-02T09:00:00', '2026-03-02T25:00:00Z', '2026-03-02T09:00:60Z', '2026-03-02T24:00:00Z', '0000-01-01T00:00:00Z', '0000-12-31T23:59:59+23:59', '9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59-23:59', '+275760-09-13T00:00:00Z',
  '2026-03-02T09:00:00.123456789012345678901234567890Z', '2026-03-02T09:00:00+99:99', '1582-10-10T00:00:00Z', '4714-11-24T00:00:00Z', '1970-01-01T00:00:00Z', '2099-12-31T00:00:00+08:00', 'yesterday', '0', '1772413200000',
] // biome-ignore format: a list

const NUMBERS: readonly unknown[] = [
  0, -0, -1, 1, 0.1, 1.5, 1e-300, 1e21, 1e308, -1e308, 2 ** 31 - 1, 2 ** 31, -(2 ** 31) - 1, 2 ** 32, 2 ** 53, 2 ** 63, 181, -181, 91, 90, 180, 1000, 999_999_999, '1', '-1', '1e5', '٣', ' 7 ', '0x1F', '1_000', 'Infinity',
] // biome-ignore format: a list

const ODD: readonly unknown[] = [
  null, true, false, [], {}, [[]], [null], [{}], { length: 1e9 }, { toString: 'x' }, { valueOf: 'x' }, { value: null }, { type: 'Polygon', coordinates: [] }, ['a', 'a'], { 0: 'a' },
] // biome-ignore format: a list

const longText = (random: Random): string =>
  random.pick(['x', '网', '\ud83d\ude00', ' ', '%', '\n']).repeat(random.pick([101, 301, 2001, 5000, 60_000]))
const longList = (random: Random): unknown => Array.from({ length: random.pick([51, 400, 5000]) }, () => random.pick([0, '', null, ID, {}]))

/** An object or list as deep as asked. */
export function nested(levels: number, asList: boolean): unknown {
  let value: unknown = 1
  for (let level = 0; level < levels; level++) value = asList ? [value] : { a: value }
  return value
}

/** A value few programs expect, of any type. */
export function hostileValue(random: Random): unknown {
  const kind = random.below(10)
  if (kind < 4) return random.pick(TEXTS)
  if (kind < 6) return random.pick(TIMES)
  if (kind < 7) return random.pick(NUMBERS)
  if (kind < 9) return random.pick(ODD)
  return random.chance(0.5)
    ? longText(random)
    : random.chance(0.5)
      ? longList(random)
      : nested(random.pick([20, 63, 65, 200]), random.chance(0.5))
}

/** A value of the same type, but not one that fits: the one that comes past the first check. */
export function likeValue(value: unknown, random: Random): unknown {
  if (typeof value === 'number') return random.pick(NUMBERS)
  if (typeof value === 'boolean') return random.pick([!value, 'true', 0])
  if (typeof value !== 'string') return hostileValue(random)
  if (/^\d{4}-/.test(value)) return random.pick(TIMES)
  if (/^[0-9a-f]{8}-/.test(value))
    return random.pick([ID, value.toUpperCase(), `${value} `, value.slice(1), '00000000-0000-0000-0000-000000000000'])
  return random.chance(0.3) ? longText(random) : random.pick(TEXTS)
}
