import { moveCode, nextCode } from '#organisation/place-code.ts'

/** Divisions, management grids and unit grids are numbered apart: the same code may stand in two registers. */
export type Register = 'division' | 'management' | 'unit'

export interface PlacedCode {
  readonly register: Register
  readonly code: string
  readonly parentCode: string
}

/** One place goes on under another code; `parentCode` is its new parent's. */
export interface PlaceMove extends PlacedCode {
  readonly to: string
}

/** One grid ends and goes on as several, one in each new parent. */
export interface GridCut {
  readonly register: 'management' | 'unit'
  readonly code: string
  readonly pieces: readonly { readonly to: string; readonly parentCode: string }[]
}

export interface SuccessionPlan {
  readonly moves: readonly PlaceMove[]
  readonly cuts: readonly GridCut[]
}

/** Which new parents a place lies in: one for most, several for a grid the new border runs through, none for a place without an outline. */
export type NewParents = (place: PlacedCode) => readonly string[]

type Numbering = Record<Register, Set<string>>

/** Keeps the serial number where it is free below the new parent, else takes the next never used; undefined when the digits have run out. */
function renumber({ register, code, parentCode }: PlacedCode, parent: string, used: Numbering): string | undefined {
  const same = moveCode(code, parentCode, parent)
  const found = used[register].has(same) ? nextCode(parent, same.length, used[register]) : same
  if (found !== undefined) used[register].add(found)
  return found
}

const byDepth = (a: PlacedCode, b: PlacedCode): number => a.code.length - b.code.length || (a.code < b.code ? -1 : 1)

/**
 * How everything below divisions that end goes on: what stays under its parent keeps its code, what comes under another parent is numbered there,
 * and takes everything below it along. `everUsed` are all codes ever given in each register. A code that finds no free number comes back in `full`.
 */
export function planSuccession(
  places: readonly PlacedCode[],
  newParents: NewParents,
  everUsed: Readonly<Record<Register, Iterable<string>>>,
): SuccessionPlan & { readonly full: readonly string[] } {
  const used: Numbering = { division: new Set(everUsed.division), management: new Set(everUsed.management), unit: new Set(everUsed.unit) }
  const moved = new Map<string, string>()
  const [moves, cuts, full]: [PlaceMove[], GridCut[], string[]] = [[], [], []]
  const number = (place: PlacedCode, parentCode: string): string => {
    const to = renumber(place, parentCode, used)
    if (to === undefined) full.push(parentCode)
    return to ?? place.code
  }
  for (const place of [...places].sort(byDepth)) {
    const carried = moved.get(place.parentCode)
    const parents = carried === undefined ? newParents(place) : [carried]
    const [parentCode = place.parentCode] = parents
    if (parents.length > 1 && place.register !== 'division') {
      const pieces = parents.map((each) => ({ to: number(place, each), parentCode: each }))
      cuts.push({ register: place.register, code: place.code, pieces })
    } else if (parentCode !== place.parentCode) {
      const to = number(place, parentCode)
      moves.push({ ...place, parentCode, to })
      if (place.register === 'division') moved.set(place.code, to)
    }
  }
  return { moves, cuts, full }
}

export interface CodeChange {
  readonly from: string
  readonly to: string
}

/** Every place code that changes, old to new; unit grids are left out, for no case, unit or post is placed by them. */
export const listCodeChanges = ({ moves, cuts }: SuccessionPlan): CodeChange[] => [
  ...moves.filter(({ register }) => register !== 'unit').map(({ code, to }) => ({ from: code, to })),
  ...cuts.filter(({ register }) => register !== 'unit').flatMap(({ code, pieces }) => pieces.map(({ to }) => ({ from: code, to }))),
]
