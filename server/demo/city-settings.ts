import type { Stage } from '#cases/lifecycle.ts'
import { CasePolicy } from '#cases/policy.ts'
import { LEVEL_NAMES } from '#cases/words.ts'
import { DETAILED_COMMUNITY, MAIN_URBAN_DISTRICTS } from '#demo/city.ts'
import { demoAccountSettings } from '#demo/demo-accounts.ts'
import type { CitySettings } from '#organisation/tables.ts'
import type { Level } from '#platform/actor.ts'
import type { Bilingual } from '#platform/problem.ts'

const word = (zh: string, en: string): Bilingual => ({ zh, en })

/** The loops of four levels are named in two ways in what the city publishes; the setting `labels.loop` holds one of them, which may be changed. */
export const LOOP_LABELS: Readonly<Record<'large-medium-small' | 'large-small-micro', Readonly<Record<Level, Bilingual>>>> = {
  'large-medium-small': {
    city: word('大循环', 'Large loop'),
    district: word('中循环', 'Medium loop'),
    street: word('小循环', 'Small loop'),
    community: word('自循环', 'Self-loop'),
  },
  'large-small-micro': {
    city: word('大循环', 'Large loop'),
    district: word('小循环', 'Small loop'),
    street: word('微循环', 'Micro-loop'),
    community: word('自循环', 'Self-loop'),
  },
}

const STAGE_LABELS: Readonly<Record<Stage, Bilingual>> = {
  reported: word('待受理', 'To be accepted'),
  verifying: word('待核实', 'Being verified'),
  accepted: word('待立案', 'To be filed'),
  filed: word('待派遣', 'To be dispatched'),
  dispatched: word('待签收', 'To be received'),
  handling: word('处置中', 'Being handled'),
  suspended: word('挂账', 'Suspended'),
  handled: word('待核查', 'To be checked'),
  checking: word('核查中', 'Being checked'),
  checked: word('待结案', 'To be closed'),
  closed: word('结案', 'Closed'),
  declined: word('不予立案', 'Declined'),
  voided: word('作废', 'Voided'),
  merged: word('并案', 'Merged'),
}

/** What the demo city sets as data: the policy of its loop, its words, where grids are expected, and who may sign in. */
export const demoSettings = (): CitySettings => ({
  cases: CasePolicy.parse({}),
  labels: { loop: LOOP_LABELS['large-medium-small'], level: LEVEL_NAMES, stage: STAGE_LABELS },
  griddedAreas: MAIN_URBAN_DISTRICTS,
  unitGriddedAreas: [DETAILED_COMMUNITY],
  regionClassOutsideGrids: 3,
  demoAccounts: demoAccountSettings(),
})
