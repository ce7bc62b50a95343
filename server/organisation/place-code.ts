/**
 * A place code holds its whole ancestry: city, district, street, community and grid are its prefixes (unit grid codes of GB/T 30428.1
 * are 6 + 3 + 3 + 3 digits). How long each prefix is, and which levels a city has at all, is data of the city.
 */
export const PLACE_LEVELS = ['city', 'district', 'street', 'community', 'grid'] as const
export type PlaceLevel = (typeof PLACE_LEVELS)[number]
export type CodeLengths = Readonly<Partial<Record<PlaceLevel, number>>>

export const DIVISION_LEVELS = ['city', 'district', 'street', 'community', 'residents_group', 'building'] as const
export type DivisionLevel = (typeof DIVISION_LEVELS)[number]

/** Lengths of GB/T 2260 + GB/T 10114 + GB/T 30428.1 codes; the city is written with its 4 significant digits. */
export const STANDARD_CODE_LENGTHS: CodeLengths = { city: 4, district: 6, street: 9, community: 12, grid: 15 }

/** The part of `placeCode` that names its `level`; undefined when the city has no such level or the code does not reach down to it. */
export function codeAtLevel(lengths: CodeLengths, placeCode: string, level: PlaceLevel): string | undefined {
  const length = lengths[level]
  return length === undefined || placeCode.length < length ? undefined : placeCode.slice(0, length)
}

/** The codes of a place and of everything above it, widest first, for the levels the city has. */
export const listAncestorCodes = (lengths: CodeLengths, placeCode: string): string[] =>
  PLACE_LEVELS.flatMap((level) => codeAtLevel(lengths, placeCode, level) ?? [])

/** The level a code of this length belongs to; undefined when no level of the city has that length. */
export const levelOfCode = (lengths: CodeLengths, code: string): PlaceLevel | undefined =>
  PLACE_LEVELS.find((level) => lengths[level] === code.length)

/** The next level the city has above `level`; undefined for the city itself. Residents' groups and buildings hang below the community and below each other. */
export function parentLevel(lengths: CodeLengths, level: DivisionLevel): DivisionLevel | undefined {
  const above = DIVISION_LEVELS.slice(0, DIVISION_LEVELS.indexOf(level))
  return above.findLast((each) => each === 'residents_group' || each === 'building' || lengths[each] !== undefined)
}

/** Whether `code` may name a division of `level` below `parentCode`: it continues the parent's code and has the length the city gives the level. */
export function fitsBelow(lengths: CodeLengths, code: string, level: DivisionLevel, parentCode: string | null): boolean {
  const length = level === 'residents_group' || level === 'building' ? undefined : lengths[level]
  if (length !== undefined && code.length !== length) return false
  return parentCode === null ? level === 'city' : code.length > parentCode.length && code.startsWith(parentCode)
}

/** The same place under another ancestor: `from` at the head of `code` replaced by `to`. */
export const moveCode = (code: string, from: string, to: string): string => (code.startsWith(from) ? to + code.slice(from.length) : code)

/**
 * The first free code below `parentCode`, numbered on from the highest ever used, `length` characters in all. A code once given is never given
 * again, for closed cases keep it. Undefined when the serial number has run out of digits.
 */
export function nextCode(parentCode: string, length: number, everUsed: Iterable<string>): string | undefined {
  const width = length - parentCode.length
  let highest = 0
  for (const code of everUsed) {
    const serial = code.startsWith(parentCode) ? Number(code.slice(parentCode.length)) : Number.NaN
    if (Number.isInteger(serial) && serial > highest) highest = serial
  }
  const serial = String(highest + 1)
  return serial.length > width ? undefined : parentCode + serial.padStart(width, '0')
}
