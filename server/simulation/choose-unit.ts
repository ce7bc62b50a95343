import { proposeUnit } from '#cases/propose-unit.ts'
import type { Unit } from '#organisation/queries-units.ts'
import { compareLevels } from '#platform/actor.ts'
import { localDay } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { Dice } from '#simulation/dice.ts'
import { type Thread, timesDone } from '#simulation/thread.ts'
import type { World } from '#simulation/world.ts'

/** The units a dispatcher may send a case to, and the one the rules propose. */
export interface UnitChoice {
  /** Undefined when the rules name none, or one that nobody works for. */
  readonly proposed: Unit | undefined
  /** Serving the place, at the level of the case's loop or below. */
  readonly reachable: readonly Unit[]
}

export async function unitsFor(tx: Db, { cast, timeZone }: World, { row }: Thread, at: Date): Promise<UnitChoice> {
  const { unitId } = await proposeUnit(tx, row, localDay(at, timeZone))
  const proposed = unitId !== null && cast.handlerOf(unitId) ? cast.unit(unitId) : undefined
  const reachable = cast.unitsServing(row.placeCode, row.zoneCode).filter(({ level }) => compareLevels(level, row.loopLevel) >= 0)
  return { proposed, reachable }
}

/** Whether the proposed unit stands above the loop, so that only the centre above can dispatch to it. */
export const isAbove = ({ proposed }: UnitChoice, { row }: Thread): boolean =>
  proposed !== undefined && compareLevels(proposed.level, row.loopLevel) < 0

/** The unit a case is sent to: the proposed one, or a wrong one of its level when that is the case's fate; any of the highest level within reach when the rules name none. */
export function chosenUnit(thread: Thread, { proposed, reachable }: UnitChoice, dice: Dice): Unit | undefined {
  const { fate, row } = thread
  if (proposed === undefined) {
    const highest = reachable.reduce(
      (level, unit) => (compareLevels(unit.level, level) < 0 ? unit.level : level),
      'community' as Unit['level'],
    )
    return dice.pick(reachable.filter(({ level }) => level === highest))
  }
  const first = row.round === 1 && timesDone(thread, 'dispatch') === 0
  const others = first && fate.misrouted !== null ? reachable.filter(({ id, level }) => id !== proposed.id && level === proposed.level) : []
  return dice.pick(others) ?? proposed
}
