import { localDay } from '#platform/clock.ts'
import type { Seat } from '#simulation/cast.ts'
import { diceOf } from '#simulation/dice.ts'
import type { World } from '#simulation/world.ts'

const [HOUR, DAY] = [3_600_000, 86_400_000]
/** Cases of a run for each inspector whose patrols are made too: patrols stay a small part of its work. */
const CASES_PER_WALKER = 120
/** The share of days on which somebody is on duty. */
const ON_DUTY = { workday: 0.92, weekend: 0.3 }
const MOST_GRIDS = 3

/** Who works in which management grids. */
export interface GridWorker {
  readonly personId: string
  readonly gridCodes: readonly string[]
}

/** An inspector whose patrols are made. `gridCodes`: their own, or all of their area when they go wherever they are needed. */
export interface Walker {
  readonly index: number
  readonly seat: Seat
  readonly gridCodes: readonly string[]
  readonly ownGrids: boolean
}

/** One shift: when, where, and how much of each grid. */
export interface Patrol {
  readonly id: string
  readonly day: string
  readonly walker: Walker
  readonly startedAt: Date
  readonly endedAt: Date
  readonly rounds: readonly Round[]
}
export interface Round {
  readonly gridCode: string
  readonly arrivedAt: Date
  readonly leftAt: Date
  /** Of the grid at most; a wide one is not walked through in an hour. */
  readonly share: number
  /** New cells an hour: on foot, or on an electric bicycle along the streets. */
  readonly pace: number
}

const one = <Item>(lists: readonly (readonly Item[])[], at: number): Item[] => lists.flatMap((list) => list.slice(at, at + 1))
const inTurns = <Item>(...lists: readonly (readonly Item[])[]): Item[] =>
  Array.from({ length: Math.max(...lists.map(({ length }) => length)) }, (_, at) => one(lists, at)).flat()

/**
 * The inspectors whose patrols are made: first those whom one signs in as, for it is their pages that are looked at, then by turns one of their units and one of
 * anywhere. Always the same for the same seed.
 */
export function walkersOf(world: World, workers: readonly GridWorker[]): readonly Walker[] {
  const known = new Map(workers.map((worker) => [worker.personId, worker]))
  const grids = world.scenery.beats.filter(({ gridded }) => gridded).map(({ code }) => code)
  const candidates = world.cast.inspectors().flatMap((seat, index) => {
    const own = (known.get(seat.personId)?.gridCodes ?? []).filter((code) => isIn(seat, code))
    const gridCodes = own.length > 0 ? own : grids.filter((code) => isIn(seat, code))
    return gridCodes.length > 0 ? [{ index, seat, gridCodes, ownGrids: own.length > 0 }] : []
  })
  const shown = candidates.filter(({ seat }) => seat.shown)
  const units = new Set(shown.map(({ seat }) => seat.unit.id))
  const rest = candidates
    .filter((each) => !shown.includes(each))
    .map((each) => ({ each, place: diceOf(world.seed, 'walker', each.index).next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ each }) => each)
  const beside = rest.filter(({ seat }) => units.has(seat.unit.id))
  const elsewhere = rest.filter(({ seat }) => !units.has(seat.unit.id))
  return [...shown, ...inTurns(beside, elsewhere)].slice(0, Math.max(1, Math.round(world.cases / CASES_PER_WALKER)))
}

const isIn = ({ actor }: Seat, code: string): boolean => actor.areas.some((area) => code.startsWith(area))

/** Every shift of these inspectors that begins and ends within the interval, in the order of days. */
export function patrolsOf(world: World, walkers: readonly Walker[]): readonly Patrol[] {
  const { clock, from, to } = world
  const midnight = from.getTime() - Math.round(clock.hourOf(from.getTime()) * HOUR)
  const days = Math.ceil((to.getTime() - midnight) / DAY)
  return Array.from({ length: days }, (_, day) => midnight + day * DAY).flatMap((start) =>
    walkers.flatMap((walker) => patrolOf(world, walker, start) ?? []),
  )
}

function patrolOf(world: World, walker: Walker, midnight: number): Patrol | null {
  const day = localDay(new Date(midnight + 12 * HOUR), world.timeZone)
  const dice = diceOf(world.seed, 'patrol', walker.index, day)
  if (!dice.chance(world.clock.isWeekend(midnight + 12 * HOUR) ? ON_DUTY.weekend : ON_DUTY.workday)) return null
  const startedAt = new Date(Math.floor(midnight + dice.between(8, 9.5) * HOUR))
  const codes = gridsOfDay(walker, dice)
  const spans = codes.map(() => dice.between(0.8, 2.2) * HOUR)
  const rounds = codes.map((gridCode, index): Round => {
    const arrived = startedAt.getTime() + spans.slice(0, index).reduce((sum, span) => sum + span, 0) + 0.1 * HOUR
    const leftAt = new Date(Math.floor(arrived + (spans[index] ?? 0) - 0.1 * HOUR))
    return { gridCode, arrivedAt: new Date(Math.floor(arrived)), leftAt, share: dice.between(0.5, 0.97), pace: dice.between(70, 190) }
  })
  const endedAt = new Date((rounds.at(-1)?.leftAt ?? startedAt).getTime() + Math.floor(dice.between(0.1, 0.8) * HOUR))
  if (startedAt < world.from || endedAt > world.to) return null
  return { id: world.patrolIdOf(startedAt, walker.index), day, walker, startedAt, endedAt, rounds }
}

/** Two or three neighbours by their codes: those of their own all in turn, of an area wherever the day leads. */
function gridsOfDay({ gridCodes }: Walker, dice: ReturnType<typeof diceOf>): readonly string[] {
  const count = Math.min(gridCodes.length, dice.chance(0.5) ? MOST_GRIDS : MOST_GRIDS - 1)
  const first = Math.floor(dice.next() * (gridCodes.length - count + 1))
  return gridCodes.slice(first, first + count)
}
