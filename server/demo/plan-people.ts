import { DEMO_PASSWORD, demoAccounts } from '#demo/demo-accounts.ts'
import { personNames } from '#demo/fictional-names.ts'
import { planGridStaff } from '#demo/plan-grid-staff.ts'
import { planInspectors } from '#demo/plan-inspectors.ts'
import { type Holders, holderKey, planPosts } from '#demo/plan-posts.ts'
import type { Units } from '#demo/plan-units.ts'
import { randomFrom } from '#demo/random.ts'
import type { Geography } from '#demo/read-geography.ts'
import { type Holding, newRoster, type Roster } from '#demo/roster.ts'
import { hashPassword } from '#identity/password-hash.ts'

/** Everybody in the demo city: posts with their holders and deputies, inspectors on their beats, 1+5+X in the grids, and who may sign in. */
export async function planPeople(units: Units, geography: Geography, at: Date): Promise<Roster> {
  const roster = newRoster(personNames(randomFrom('demo city: names')), at)
  const holders = planPosts(roster, units)
  const inspectors = planInspectors(roster, units, geography)
  planGridStaff(roster, geography, inspectors.ofGrid, holders, randomFrom('demo city: grid staff'))
  const mobile = [...inspectors.mobile].map(([unitCode, holding]): [string, Holding[]] => [holderKey(unitCode, 'inspector'), [holding]])
  await openAccounts(roster, new Map([...holders, ...mobile]))
  return roster
}

/** One hash for all accounts: computing it is meant to be slow, and there is one password anyway. */
async function openAccounts({ persons }: Roster, holders: Holders): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  const byId = new Map(persons.map((person) => [person.id, person]))
  for (const { login, unitCode, role, index = 0 } of demoAccounts()) {
    const person = byId.get(holders.get(holderKey(unitCode, role))?.[index]?.personId ?? '')
    if (person === undefined) throw new Error(`nobody holds the post of the demo account ${login}`)
    Object.assign(person, { login, passwordHash })
  }
}
