import { type Holders, holderKey } from '#demo/plan-posts.ts'
import type { Random } from '#demo/random.ts'
import type { Geography } from '#demo/read-geography.ts'
import type { Roster } from '#demo/roster.ts'

/** How likely a place in a grid stands empty. */
const VACANT = 0.02
/** How many grids of a community share one person of a kind. */
const GRIDS_PER_PERSON = { enforcement: 2, sanitation: 1, police: 3, 'community-worker': 1 } as const
/** The X of 1+5+X: how likely a grid has one. */
const OTHERS = { volunteer: 0.4, 'building-head': 0.3 } as const

/**
 * 1+5+X for every management grid: a head (in a community's first grid the head of its workstation), the district's inspector, four more kinds
 * shared within the community, and others here and there. About 2 % of the places are left empty for the report of vacancies to name.
 */
export function planGridStaff(
  roster: Roster,
  geography: Geography,
  inspectorOf: ReadonlyMap<string, string>,
  holders: Holders,
  random: Random,
): void {
  const filled = (): boolean => random() >= VACANT
  for (const [communityCode, grids] of gridsByCommunity(geography)) {
    const head = holders.get(holderKey(`${communityCode}-workstation`, 'workstation-head'))?.[0]
    grids.forEach((code, index) => {
      if (filled()) roster.staff(code, 'head', (index === 0 ? head?.personId : undefined) ?? roster.person())
      const inspector = inspectorOf.get(code)
      if (inspector && filled()) roster.staff(code, 'inspector', inspector)
      for (const [kind, chance] of Object.entries(OTHERS)) if (random() < chance) roster.staff(code, kind, roster.person())
    })
    for (const [kind, size] of Object.entries(GRIDS_PER_PERSON)) shareInCommunity(roster, kind, grids.filter(filled), size)
  }
}

function shareInCommunity(roster: Roster, kind: string, grids: readonly string[], size: number): void {
  for (let start = 0; start < grids.length; start += size) {
    const person = roster.person()
    for (const code of grids.slice(start, start + size)) roster.staff(code, kind, person)
  }
}

function gridsByCommunity({ grids }: Geography): Map<string, string[]> {
  const communities = new Map<string, string[]>()
  for (const { code, parentCode } of grids) {
    const known = communities.get(parentCode)
    if (known) known.push(code)
    else communities.set(parentCode, [code])
  }
  return communities
}
