import { type Area, type Position, rectangle } from '#organisation/area.ts'
import type { UnitKind } from '#organisation/kinds.ts'
import type { DivisionLevel } from '#organisation/place-code.ts'
import type { Level } from '#platform/actor.ts'

/**
 * The small city: 2 districts, one above the other, each 2 streets side by side, each 2 communities one above the other, each 2 management
 * grids side by side; every grid 0.01 degrees square. Place keys: '' the city, '1' a district, '1.2' a street, '1.2.1' a community, '1.2.1.2' a grid.
 *
 *        102.70 ... 102.74
 * 25.04  2.1.2.1 2.1.2.2 | 2.2.2.1 2.2.2.2
 *        2.1.1.1 2.1.1.2 | 2.2.1.1 2.2.1.2
 * 25.02  ----------------+----------------
 *        1.1.2.1 1.1.2.2 | 1.2.2.1 1.2.2.2
 * 25.00  1.1.1.1 1.1.1.2 | 1.2.1.1 1.2.1.2
 *
 * Street 2.2 is the functional zone.
 */
export interface PlannedPlace {
  readonly key: string
  readonly level: DivisionLevel | 'grid'
  readonly code: string
  readonly parentCode: string | null
  readonly name: string
  readonly nameEn: string
  readonly area: Area
}

export const SOUTH_WEST: Position = [102.7, 25]
const LEVELS = ['city', 'district', 'street', 'community', 'grid'] as const
const DIGITS = [0, 2, 3, 3, 3]
/** Width and height of a place of each level, in grids; and which way its children go. */
const SIZE: readonly Position[] = [
  [4, 4],
  [4, 2],
  [2, 2],
  [2, 1],
  [1, 1],
]
const NAMES_ZH = ['小城市', '区', '街道', '社区', '网格']
const NAMES_EN = ['Small City', 'District', 'Street', 'Community', 'Grid']
export const ZONE_STREET = '2.2'

const corner = (east: number, north: number): Position => [
  Number((SOUTH_WEST[0] + east / 100).toFixed(2)),
  Number((SOUTH_WEST[1] + north / 100).toFixed(2)),
]

function planPlace(depth: number, key: string, code: string, parentCode: string | null, east: number, north: number): PlannedPlace[] {
  const [width = 1, height = 1] = SIZE[depth] ?? []
  const name = depth === 0 ? NAMES_ZH[0] : `${key}${NAMES_ZH[depth]}`
  const nameEn = depth === 0 ? NAMES_EN[0] : `${NAMES_EN[depth]} ${key}`
  const area = rectangle(corner(east, north), corner(east + width, north + height))
  const level = LEVELS[depth]
  if (level === undefined || name === undefined || nameEn === undefined) return []
  const children = [1, 2].flatMap((number) => {
    const [childWidth = 1, childHeight = 1] = SIZE[depth + 1] ?? []
    const along = number - 1
    const childCode = code + String(number).padStart(DIGITS[depth + 1] ?? 0, '0')
    const childKey = key === '' ? String(number) : `${key}.${number}`
    const stacked = childHeight < height
    return planPlace(
      depth + 1,
      childKey,
      childCode,
      code,
      east + (stacked ? 0 : along * childWidth),
      north + (stacked ? along * childHeight : 0),
    )
  })
  return [{ key, level, code, parentCode, name, nameEn, area }, ...children]
}

/** Every place of the small city, widest first below each other; codes begin with `prefix` (the city's own code). */
export const planPlaces = (prefix: string): PlannedPlace[] => planPlace(0, '', prefix, null, 0, 0)

export const DUTIES = ['urban-management', 'water', 'transport', 'parks', 'environment', 'power'] as const

export interface PlannedUnit {
  readonly key: string
  readonly kind: UnitKind
  readonly duty: string | null
  readonly level: Level
  /** Key of the place it serves. */
  readonly place: string
  readonly parent: string | null
  readonly zone?: true
}

const DISTRICTS = ['1', '2']
const STREETS = ['1.1', '1.2', '2.1', '2.2']
const COMMUNITIES = STREETS.flatMap((street) => [`${street}.1`, `${street}.2`])
const above = (key: string): string => key.slice(0, -2)

const unit = (kind: UnitKind, level: Level, key: string, place: string, duty: string | null, parent: string | null): PlannedUnit => ({
  key,
  kind,
  level,
  place,
  duty,
  parent,
})

/** Key: place key (none for the city), then what it is; `1-water`, `1.2-office`, `centre`, `1.2.1-workstation`. */
export const PLANNED_UNITS: readonly PlannedUnit[] = [
  unit('centre', 'city', 'centre', '', null, null),
  ...DISTRICTS.map((at) => unit('centre', 'district', `${at}-centre`, at, null, 'centre')),
  ...STREETS.map((at) => unit('centre', 'street', `${at}-centre`, at, null, `${above(at)}-centre`)),
  ...COMMUNITIES.map((at) => unit('workstation', 'community', `${at}-workstation`, at, null, `${above(at)}-centre`)),
  ...DUTIES.map((duty) => unit('department', 'city', duty, '', duty, null)),
  ...DISTRICTS.flatMap((at) => DUTIES.map((duty) => unit('department', 'district', `${at}-${duty}`, at, duty, duty))),
  { ...unit('department', 'district', 'zone-urban-management', ZONE_STREET, 'urban-management', 'urban-management'), zone: true },
  ...STREETS.map((at) => unit('office', 'street', `${at}-office`, at, 'street-office', null)),
  ...COMMUNITIES.map((at) => unit('team', 'community', `${at}-team`, at, 'community-service', `${above(at)}-office`)),
]

export interface PlannedPost {
  /** Key of the one person who holds it: `centre.acceptor`, `1-water.handler`, `1.2.1.inspector`. */
  readonly key: string
  readonly unit: string
  readonly role: string
  readonly rank: number
  readonly login?: string
}

const RANKS: Readonly<Record<string, number>> = { 'duty-chief': 2, 'workstation-head': 2, supervisor: 3 }
const post = (unitKey: string, role: string, name: string = role): PlannedPost => ({
  key: `${unitKey}.${name}`,
  unit: unitKey,
  role,
  rank: RANKS[role] ?? 1,
})

const postsOf = ({ key, kind, level }: PlannedUnit): PlannedPost[] => {
  if (kind === 'workstation') return [post(key, 'workstation-head', 'head'), post(key, 'inspector')]
  if (kind !== 'centre') return [post(key, 'handler')]
  const centre = ['acceptor', 'duty-chief', 'dispatcher', 'supervisor'].map((role) => post(key, role))
  return level === 'street' ? centre : [...centre, post(key, 'inspector'), post(key, 'inspector', 'second-inspector')]
}

export const PLANNED_POSTS: readonly PlannedPost[] = [
  ...PLANNED_UNITS.flatMap(postsOf),
  { key: 'administrator', unit: 'centre', role: 'administrator', rank: 1, login: 'administrator' },
  { key: 'security', unit: 'centre', role: 'security-administrator', rank: 1 },
  { key: 'approver', unit: 'centre', role: 'catalogue-approver', rank: 1 },
].map((each) => (each.key === 'centre.inspector' ? { ...each, login: 'inspector' } : each))
