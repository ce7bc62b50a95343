import type { Origin } from '#cases/case-state.ts'
import type { CHANNELS } from '#cases/contract.ts'
import { isOpen, STAGES, type Stage } from '#cases/lifecycle.ts'
import type { Level } from '#platform/actor.ts'
import { type Dice, diceOf } from '#simulation/dice.ts'

export type Channel = (typeof CHANNELS)[number]

/** What is going to become of a case, drawn before it begins. Times, people and words are drawn when they are needed. */
export interface Fate {
  /** Who puts it in: an inspector on patrol, the head of a community workstation, or the acceptor of a centre for whoever called. */
  readonly source: 'inspector' | 'workstation' | 'centre'
  /** Level of whoever puts it in. */
  readonly level: Level
  readonly origin: Origin
  readonly channel: Channel
  readonly typeKnown: boolean
  readonly selfHandled: boolean
  /** Index of the case it repeats. */
  readonly repeats: number | null
  readonly verified: 'real' | 'not_real' | null
  readonly declined: boolean
  readonly voided: boolean
  readonly referredDown: boolean
  readonly requestedUp: boolean
  /** First sent to a unit it is not for, and how that is put right. */
  readonly misrouted: 'return' | 'redispatch' | null
  /** The right unit says it is not for it, in vain. */
  readonly returnRefused: boolean
  readonly assisted: boolean
  readonly extension: 'granted' | 'refused' | null
  readonly suspension: 'granted' | 'refused' | null
  /** Share of the handling limit after which the unit reports back; above 1 is late. */
  readonly limitShare: number
  readonly urged: boolean
  readonly listed: boolean
  readonly failsCheck: boolean
  readonly rated: boolean
  readonly reopened: boolean
  /** Goes briskly as far as this stage and waits there, so that every stage occurs at the end of the interval. */
  readonly waitsIn: Stage | null
  /** Planted days before the end in the hands of a unit that does nothing about it: overdue by then. */
  readonly neglected: boolean
}

const CALLS: readonly { channel: Channel; origin: Origin; weight: number }[] = [
  { channel: 'hotline', origin: 'public', weight: 50 },
  { channel: 'web', origin: 'public', weight: 10 },
  { channel: 'app', origin: 'public', weight: 10 },
  { channel: 'media', origin: 'public', weight: 3 },
  { channel: 'video', origin: 'operator', weight: 10 },
  { channel: 'drone', origin: 'operator', weight: 6 },
  { channel: 'sensor', origin: 'sensor', weight: 7 },
  { channel: 'satellite', origin: 'satellite', weight: 4 },
]

/** Nothing out of the ordinary. */
const PLAIN: Fate = {
  source: 'inspector', level: 'district', origin: 'inspector', channel: 'patrol', typeKnown: true, selfHandled: false, repeats: null,
  verified: null, declined: false, voided: false, referredDown: false, requestedUp: false, misrouted: null, returnRefused: false,
  assisted: false, extension: null, suspension: null, limitShare: 0.3, urged: false, listed: false, failsCheck: false, rated: false,
  reopened: false, waitsIn: null, neglected: false,
} // biome-ignore format: a row

/** The share of reports that come otherwise than from patrols. */
const FROM_CALLS = 0.03
const FROM_WORKSTATIONS = 0.05

function drawSource(dice: Dice): Pick<Fate, 'source' | 'level' | 'origin' | 'channel' | 'typeKnown' | 'selfHandled'> {
  const share = dice.next()
  if (share < FROM_CALLS) {
    const call = dice.weighted(CALLS, ({ weight }) => weight) ?? { channel: 'hotline' as const, origin: 'public' as const }
    const level = dice.chance(0.6) ? 'city' : 'district'
    return { source: 'centre', level, origin: call.origin, channel: call.channel, typeKnown: dice.chance(0.6), selfHandled: false }
  }
  const patrol = { origin: 'inspector', channel: 'patrol' } as const
  if (share < FROM_CALLS + FROM_WORKSTATIONS)
    return { source: 'workstation', level: 'community', ...patrol, typeKnown: true, selfHandled: dice.chance(0.4) }
  const typeKnown = dice.chance(0.93)
  return {
    source: 'inspector',
    level: dice.chance(0.15) ? 'city' : 'district',
    ...patrol,
    typeKnown,
    selfHandled: typeKnown && dice.chance(0.175),
  }
}

/** One of the outcomes by its share, else null. */
function oneOf<Outcome>(dice: Dice, outcomes: readonly (readonly [Outcome, number])[]): Outcome | null {
  let left = dice.next()
  for (const [outcome, share] of outcomes) {
    left -= share
    if (left < 0) return outcome
  }
  return null
}

/** The fate of an ordinary case, whether or not it repeats another. */
function drawOrdinary(seed: number, index: number): Fate {
  const dice = diceOf(seed, index, 'fate')
  const source = drawSource(dice)
  const called = source.source === 'centre'
  const late = dice.chance(0.055)
  return {
    ...PLAIN,
    ...source,
    verified: oneOf(dice, called ? [['real' as const, 0.4], ['not_real' as const, 0.08]] : [['real' as const, 0.003]]),
    declined: dice.chance(called ? 0.06 : 0.012),
    voided: dice.chance(0.008),
    referredDown: dice.chance(0.15),
    requestedUp: dice.chance(0.012),
    misrouted: oneOf(dice, [['return' as const, 0.025], ['redispatch' as const, 0.015]]),
    returnRefused: dice.chance(0.012),
    assisted: dice.chance(0.025),
    extension: oneOf(dice, [['granted' as const, 0.035], ['refused' as const, 0.01]]),
    suspension: oneOf(dice, [['granted' as const, 0.02], ['refused' as const, 0.005]]),
    limitShare: late ? dice.between(1.1, 2.4) : 0.06 + 0.82 * dice.next() ** 1.4,
    urged: late && dice.chance(0.6),
    listed: late && dice.chance(0.25),
    failsCheck: dice.chance(0.06),
    rated: called && dice.chance(0.55),
    reopened: dice.chance(0.007),
  } // biome-ignore format: a list
}

/** How many stages a case passes on its way to the one it waits in. */
const WAY: Readonly<Record<Stage, number>> = {
  reported: 1, verifying: 2, accepted: 1, filed: 2, dispatched: 3, handling: 4, suspended: 6, handled: 5, checking: 6, checked: 7,
  closed: 8, declined: 2, voided: 3, merged: 2,
} // biome-ignore format: a table
/** Steps on the way that depend on the place, such as asking the level above. */
const DETOURS = 3
const LONGEST_BRISK_STEP_MINUTES = 6

/** Working days that any limit of a planted case lies within, with a weekend between. */
const NEGLECTED_MINUTES = 5 * 24 * 60

/** Minutes before the end of the interval at which a planted case must be reported to reach its stage in time. */
export function minutesToReach({ waitsIn, neglected }: Pick<Fate, 'waitsIn' | 'neglected'>): number {
  if (neglected) return NEGLECTED_MINUTES
  return waitsIn === null ? 0 : (WAY[waitsIn] + DETOURS) * (LONGEST_BRISK_STEP_MINUTES + 1)
}

interface Plant {
  readonly stage: Stage
  readonly neglected: boolean
}

/** The cases planted in a run of so many: one that waits in each stage, more in a bigger run, and a few that are overdue. */
export function plants(cases: number): readonly Plant[] {
  const rounds = Math.min(4, Math.max(1, Math.floor(cases / 300)))
  const again = Array.from({ length: rounds - 1 }, () => STAGES.filter(isOpen)).flat()
  const waiting = [...STAGES, ...again].map((stage) => ({ stage, neglected: false }))
  const overdue = Array.from({ length: rounds * 2 }, () => ({ stage: PRIMARY, neglected: true }))
  return [...waiting, ...overdue].slice(0, cases)
}

/** The case that the planted repetition repeats: the planted one that waits in handling. */
const PRIMARY: Stage = 'handling'

function planted({ stage, neglected }: Plant, place: number, first: number): Fate {
  if (neglected) return { ...PLAIN, waitsIn: stage, neglected, urged: true, listed: place % 2 === 0 }
  const called: Partial<Fate> = { source: 'centre', level: 'city', origin: 'public', channel: 'hotline' }
  const special: Partial<Record<Stage, Partial<Fate>>> = {
    reported: called,
    verifying: { ...called, verified: 'real' },
    declined: { ...called, declined: true },
    voided: { voided: true },
    merged: { ...called, repeats: first + STAGES.indexOf(PRIMARY) },
    suspended: { suspension: 'granted' },
  }
  return { ...PLAIN, ...special[stage], waitsIn: stage }
}

/** The fate of each case of a run: the last ones are planted, a few of the others repeat an earlier one. */
export function fates(seed: number, cases: number): (index: number) => Fate {
  const planned = plants(cases)
  const ordinary = cases - planned.length
  return (index) => {
    const plant = planned[index - ordinary]
    if (plant !== undefined) return planted(plant, index - ordinary, ordinary)
    const fate = drawOrdinary(seed, index)
    const repeats = fate.selfHandled || fate.source === 'workstation' ? null : repeated(seed, index)
    return repeats === null || drawOrdinary(seed, repeats).selfHandled ? fate : { ...fate, repeats }
  }
}

/** The earlier case that this one repeats, which does not itself repeat any. */
function repeated(seed: number, index: number): number | null {
  const drawn = repetition(seed, index)
  return drawn === null || repetition(seed, drawn) !== null ? null : drawn
}

function repetition(seed: number, index: number): number | null {
  const dice = diceOf(seed, index, 'repeats')
  return index > 0 && dice.chance(0.03) ? Math.floor(dice.next() * index) : null
}
