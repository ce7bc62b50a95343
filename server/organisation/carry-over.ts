import { DIVISION_CHANGED, type DivisionChanged } from '#organisation/events.ts'
import { organisationProblems } from '#organisation/problems.ts'
import type { Outline } from '#organisation/queries-coverage.ts'
import { setGridEnded } from '#organisation/queries-grids.ts'
import { insertGridStaff } from '#organisation/queries-staff.ts'
import {
  insertGridPiece,
  insertSuccessions,
  setDivisionsMoved,
  setGridStaffEnded,
  setGridsMoved,
  setPostAreasMoved,
  setUnitAreasMoved,
  setZoneMembershipMoved,
} from '#organisation/queries-succession.ts'
import {
  type CodeChange,
  type GridCut,
  listCodeChanges,
  type PlaceMove,
  type Register,
  type SuccessionPlan,
} from '#organisation/succession.ts'
import { type Actor, coversPlace } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { announce } from '#platform/outbox.ts'

/** What a merge, split or move has decided; the divisions merged or split are already ended and opened, a moved one is in the plan. */
export interface CarriedChange {
  readonly kind: 'merge' | 'split' | 'move'
  readonly on: string
  /** The divisions' own codes, old to new; for a split the first successor of a code is its heir. */
  readonly heads: readonly CodeChange[]
  readonly plan: SuccessionPlan
  /** Outlines of the new divisions, needed where the plan cuts grids. */
  readonly parts: readonly Outline[]
  readonly placeCode: string
}

export interface CarriedAnswer {
  readonly changes: CodeChange[]
  /** Units and posts whose area is another now: whoever made the change may want to look at them. */
  readonly unitIds: string[]
  readonly postIds: string[]
}

/** Refuses with organisation.outside_area what the actor's post does not cover. */
export function requireCovered(actor: Pick<Actor, 'areas'>, codes: readonly string[]): void {
  const outside = codes.find((code) => !coversPlace(actor, code))
  if (outside !== undefined) throw organisationProblems.outsideArea(outside)
}

/** Takes along everything that hangs on the codes: child places, grid staff, zones, units, posts; records the succession and announces it. */
export async function carryOver(tx: Db, actor: Actor, change: CarriedChange): Promise<CarriedAnswer> {
  const { kind, on, heads, plan, parts, placeCode } = change
  const { cityId } = actor
  await movePlaces(tx, actor, plan.moves, on)
  for (const cut of plan.cuts) await cutGrid(tx, actor, cut, parts, on)
  const changes = [...heads, ...listCodeChanges(plan)]
  await moveStaff(tx, actor, listCodeChanges(plan), on)
  await setZoneMembershipMoved(tx, cityId, changes, on)
  const unitIds = await setUnitAreasMoved(tx, cityId, firstOfEach(changes))
  const postIds = await setPostAreasMoved(tx, cityId, changes)
  await recordSuccession(tx, actor, kind, changes, heads.length, on)
  await announceChange(tx, actor, { kind, on, codes: [...new Set(changes.map(({ from }) => from))], changes, placeCode })
  return { changes, unitIds, postIds }
}

export const announceChange = (tx: Db, actor: Actor, data: DivisionChanged): Promise<void> =>
  announce(tx, { cityId: actor.cityId, topic: DIVISION_CHANGED, subjectId: data.placeCode, data: { ...data }, at: actor.at })

const firstOfEach = (changes: readonly CodeChange[]): CodeChange[] =>
  changes.filter(({ from }, index) => changes.findIndex((each) => each.from === from) === index)

async function movePlaces(tx: Db, actor: Actor, moves: readonly PlaceMove[], on: string): Promise<void> {
  const of = (register: Register) => moves.filter((move) => move.register === register).map((move) => ({ ...move, id: newId(actor.at) }))
  await setDivisionsMoved(tx, actor.cityId, of('division'), on)
  await setGridsMoved(tx, actor.cityId, 'management', of('management'), on)
  await setGridsMoved(tx, actor.cityId, 'unit', of('unit'), on)
}

async function cutGrid(tx: Db, actor: Actor, { register, code, pieces }: GridCut, parts: readonly Outline[], on: string): Promise<void> {
  await setGridEnded(tx, actor.cityId, register, code, on)
  for (const [index, { to, parentCode }] of pieces.entries()) {
    const area = parts.find((part) => part.code === parentCode)?.area
    if (area === undefined) throw new Error(`a grid is cut for ${parentCode}, which has no outline`)
    await insertGridPiece(tx, actor.cityId, register, { id: newId(actor.at), code, to, parentCode, area, name: `-${index + 1}` }, on)
  }
}

/** Staff go on in the grid their grid became; of a grid that was cut, in each piece. */
async function moveStaff(tx: Db, actor: Actor, changes: readonly CodeChange[], on: string): Promise<void> {
  const ended = await setGridStaffEnded(tx, actor.cityId, [...new Set(changes.map(({ from }) => from))], on)
  const opened = ended.flatMap((staff) =>
    changes.filter(({ from }) => from === staff.gridCode).map(({ to }) => ({ ...staff, id: newId(actor.at), gridCode: to, validFrom: on })),
  )
  await insertGridStaff(tx, opened)
}

async function recordSuccession(
  tx: Db,
  actor: Actor,
  kind: CarriedChange['kind'],
  changes: readonly CodeChange[],
  heads: number,
  onDate: string,
): Promise<void> {
  const cut = (code: string): boolean => changes.filter(({ from }) => from === code).length > 1
  const rows = changes.map(({ from, to }, index) => {
    const own = index < heads && kind !== 'move' ? kind : cut(from) ? 'split' : 'recode'
    return { cityId: actor.cityId, id: newId(actor.at), fromCode: from, toCode: to, kind: own, onDate } as const
  })
  await insertSuccessions(tx, rows)
}
