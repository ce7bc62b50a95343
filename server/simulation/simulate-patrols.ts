import { setImmediate } from 'node:timers/promises'
import { cellCentre, cellsWithin } from '#field/cells.ts'
import { checkIn } from '#field/check-in.ts'
import { CheckInInput, type VisitsInput } from '#field/contract-patrol.ts'
import { markVisits } from '#field/mark-visits.ts'
import { listGridAreas } from '#field/queries-grids.ts'
import { startPatrol, stopPatrol } from '#field/start-patrol.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Problem } from '#platform/problem.ts'
import { type Dice, diceOf } from '#simulation/dice.ts'
import { type Patrol, patrolsOf, type Round, walkersOf } from '#simulation/plan-patrols.ts'
import { listGridWorkers, listPatrolIds } from '#simulation/queries-patrols.ts'
import { wander } from '#simulation/wander.ts'
import type { World } from '#simulation/world.ts'

/** How an inspector says that they are there: most grids have a code on the street. */
const BY_CODE = 0.65

export interface PatrolsMade {
  /** Of the run, those of an earlier start too. */
  readonly patrols: number
  /** By the code of the problem; such a patrol is not there. */
  readonly refused: ReadonlyMap<string, number>
  /** False when it was stopped half-way. */
  readonly finished: boolean
}

/**
 * Makes the shifts of some inspectors over the interval, each in one transaction through the use cases a phone calls: duty, check-ins, visited cells,
 * the end. Those that are there already are left as they are.
 */
export async function simulatePatrols(db: Db, world: World, signal?: AbortSignal): Promise<PatrolsMade> {
  const walkers = walkersOf(world, await listGridWorkers(db, world.cityId, world.on))
  const planned = patrolsOf(world, walkers)
  const there = new Set(await listPatrolIds(db, world.cityId, planned.map(({ id }) => id))) // biome-ignore format: one call
  const cellsOf = openGrids(world)
  const refused = new Map<string, number>()
  for (const patrol of planned) {
    if (there.has(patrol.id)) continue
    if (signal?.aborted) return { patrols: there.size, refused, finished: false }
    try {
      await inTransaction(db, (tx) => walk(tx, world, patrol, cellsOf))
      there.add(patrol.id)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      refused.set(error.code, (refused.get(error.code) ?? 0) + 1)
    }
    // Whoever waits for the connection or the event loop comes first.
    await setImmediate()
  }
  return { patrols: there.size, refused, finished: true }
}

type CellsOf = (tx: Db, gridCode: string) => Promise<readonly number[]>

/** The cells of a grid, read once; none of one that is too wide to be walked. */
function openGrids({ cityId, on }: World): CellsOf {
  const known = new Map<string, readonly number[]>()
  return async (tx, gridCode) => {
    const [grid] = known.has(gridCode) ? [] : await listGridAreas(tx, cityId, [gridCode], on)
    const cells = known.get(gridCode) ?? (grid && cellsWithin(grid.area)) ?? []
    known.set(gridCode, cells)
    return cells
  }
}

async function walk(tx: Db, world: World, patrol: Patrol, cellsOf: CellsOf): Promise<void> {
  const { id, startedAt, endedAt, rounds, walker, day } = patrol
  const actor = walker.seat.actor
  const dice = diceOf(world.seed, 'walk', walker.index, day)
  await startPatrol(tx, { ...actor, at: startedAt }, { requestId: id, deviceTime: startedAt, startedAt })
  const grids: VisitsInput['grids'] = []
  for (const round of rounds) {
    const all = await cellsOf(tx, round.gridCode)
    if (all.length === 0) continue
    const cells = wander(all, reachOf(round, all.length), dice)
    await arrive(tx, patrol, round, cells[0] ?? 0, dice)
    grids.push({ gridCode: round.gridCode, cells: [...cells] })
  }
  const sent = { requestId: id, deviceTime: endedAt }
  // What was visited comes in one go, as from a phone that had no line on the way.
  if (grids.length > 0) await markVisits(tx, { ...actor, at: endedAt }, id, { ...sent, from: startedAt, to: endedAt, grids })
  await stopPatrol(tx, { ...actor, at: endedAt }, id, { ...sent, endedAt })
}

const reachOf = ({ arrivedAt, leftAt, share, pace }: Round, cells: number): number =>
  Math.min(share * cells, (pace * (leftAt.getTime() - arrivedAt.getTime())) / 3_600_000)

/** Says that they are in a grid, by its code or from one of the cells they come through. */
async function arrive(tx: Db, { id, walker }: Patrol, { gridCode, arrivedAt }: Round, cell: number, dice: Dice): Promise<void> {
  const sent = { requestId: id, patrolId: id, gridCode, deviceTime: arrivedAt.toISOString(), at: arrivedAt.toISOString() }
  const [lon, lat] = cellCentre(cell)
  const position = { how: 'position', lon, lat, accuracy: Math.round(dice.between(6, 28)) } as const
  const input = CheckInInput.parse({ ...sent, ...(dice.chance(BY_CODE) ? { how: 'qr' } : position) })
  await checkIn(tx, { ...walker.seat.actor, at: arrivedAt }, input)
}
