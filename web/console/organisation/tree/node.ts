import type { Division, DivisionLine, Grid, Zone } from '#web/console/organisation/api.ts'

/** What a line of the tree stands for; its text is the key of the tree and of the page's address. */
export type Place =
  | { readonly kind: 'division'; readonly code: string }
  | { readonly kind: 'management' | 'unit'; readonly code: string }
  | { readonly kind: 'zone'; readonly code: string }
  | { readonly kind: 'zones'; readonly code: '' }

export const ZONES = 'zones:'
const KINDS = ['division', 'management', 'unit', 'zone', 'zones'] as const

export const keyOf = ({ kind, code }: Place): string => `${kind}:${code}`

/** The place a key stands for; null for what is none. */
export function placeOf(key: string | null): Place | null {
  const [kind, code] = (key ?? '').split(':')
  const known = KINDS.find((each) => each === kind)
  if (known === undefined || code === undefined) return null
  return known === 'zones' ? { kind: 'zones', code: '' } : { kind: known, code }
}

/** A line of the tree as the component library takes it. */
export interface TreeLine {
  readonly key: string
  readonly name: string
  readonly nameEn: string | null
  readonly more: string
  readonly isLeaf: boolean
  readonly children?: readonly TreeLine[]
}

export const divisionLine = ({ code, name, nameEn, level, hasChildren }: DivisionLine): TreeLine => ({
  key: keyOf({ kind: 'division', code }),
  name,
  nameEn,
  more: code,
  // Below a community there may be grids, which are no divisions.
  isLeaf: !hasChildren && level !== 'community',
})
export const gridLine = ({ code, kind, name }: Grid): TreeLine => ({
  key: keyOf({ kind, code }),
  name,
  nameEn: null,
  more: code,
  isLeaf: true,
})
export const zoneLine = ({ code, name, nameEn }: Zone): TreeLine => ({
  key: keyOf({ kind: 'zone', code }),
  name,
  nameEn,
  more: code,
  isLeaf: true,
})

/** The level below a division, where new ones are added. */
const BELOW: Readonly<Partial<Record<Division['level'], Division['level']>>> = {
  city: 'district',
  district: 'street',
  street: 'community',
  community: 'residents_group',
  residents_group: 'building',
}
export const levelBelow = (level: Division['level']): Division['level'] | undefined => BELOW[level]
