import { hostileValue, likeValue, nested } from './hostile-values.ts'
import type { Random } from './random.ts'

type Container = Record<string, unknown> | unknown[]
const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null

interface Place {
  readonly holder: Container
  readonly key: string
}

/** Every field of a value, however deep, up to a few hundred. */
function placesIn(value: unknown, found: Place[] = []): Place[] {
  if (!isContainer(value) || found.length > 300) return found
  for (const [key, each] of Object.entries(value)) {
    found.push({ holder: value, key })
    placesIn(each, found)
  }
  return found
}

const read = ({ holder, key }: Place): unknown => (Array.isArray(holder) ? holder[Number(key)] : holder[key])

function write({ holder, key }: Place, value: unknown): void {
  if (Array.isArray(holder)) holder[Number(key)] = value
  else holder[key] = value
}

function drop({ holder, key }: Place): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1)
  else delete holder[key]
}

const EXTRA = [
  'cityId',
  'city_id',
  'id',
  'permissions',
  'isAdmin',
  'stage',
  'headHash',
  'createdBy',
  '$where',
  'constructor',
  'toJSON',
  'length',
  '',
  '网格',
  'a.b',
  '0',
]

/** Spoils one field, or the whole: the value is a copy and may be changed. */
export function mutateValue(value: unknown, random: Random): unknown {
  const places = placesIn(value)
  const kind = random.below(12)
  if (places.length === 0 || kind === 0)
    return random.pick([hostileValue(random), nested(random.pick([10, 70, 3000]), random.chance(0.5)), [value]])
  const place = random.pick(places)
  if (kind < 5) write(place, likeValue(read(place), random))
  else if (kind < 8) write(place, hostileValue(random))
  else if (kind === 8) drop(place)
  else if (kind === 9 && !Array.isArray(place.holder)) place.holder[random.pick(EXTRA)] = hostileValue(random)
  else if (kind === 10) write(place, [read(place)])
  else write(place, structuredClone(read(random.pick(places))))
  return value
}

const PROTOTYPES = [
  '"__proto__":{"isAdmin":true}',
  '"constructor":{"prototype":{"isAdmin":true}}',
  '"prototype":{"x":1}',
  '"\\u005f\\u005fproto\\u005f\\u005f":{"permissions":["case.read"]}',
]

/** JSON no program would write: keys twice, prototypes, numbers beyond numbers, halves, other encodings, far too much of it. */
export function mutateText(text: string, random: Random): Buffer {
  const bytes = Buffer.from(text)
  const inserted = (more: string): Buffer =>
    Buffer.from(text.startsWith('{') && text.length > 2 ? `{${more},${text.slice(1)}` : `{${more}}`)
  const cut = random.below(Math.max(1, bytes.length))
  const makers: readonly (() => Buffer)[] = [
    () => inserted(random.pick(PROTOTYPES)),
    () => inserted(text.length > 2 && text.startsWith('{') ? text.slice(1, -1) : '"a":1'),
    () => Buffer.from(text.replace(/:\s*("[^"]*"|-?\d[\d.]*)/, ': 1e999')),
    () =>
      Buffer.from(
        text.replace(
          /:\s*("[^"]*"|-?\d[\d.]*)/,
          random.pick([': NaN', ': Infinity', ': undefined', ": 'x'", ': 0123', ': 1n', ':', ': -']),
        ),
      ),
    () => bytes.subarray(0, cut),
    () =>
      Buffer.concat([
        bytes.subarray(0, cut),
        Buffer.from(random.pick([[0xff, 0xfe], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0x00], [0xf4, 0x90, 0x80, 0x80]])),
        bytes.subarray(cut),
      ]),
    () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
    () => Buffer.from(text, 'utf16le'),
    () => Buffer.from(`${text}${text}`),
    () => Buffer.from(`{"x":${'['.repeat(20_000)}`),
    () => Buffer.from(inserted(`"x":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`)),
    () =>
      Buffer.from(
        random.pick([
          '',
          'null',
          '1',
          '"x"',
          '[]',
          '[1,2]',
          '{}',
          '{"":""}',
          '\u0000',
          '<xml/>',
          'a=1&b=2',
          '// {}',
          '{/**/}',
          '{,}',
          '[,]',
        ]),
      ),
  ]
  return random.pick(makers)()
}
