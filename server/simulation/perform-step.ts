import { actOnCase } from '#cases/actions.ts'
import { INPUTS, type InputOf, type PersonAction } from '#cases/contract.ts'
import { findCase } from '#cases/queries.ts'
import { reportCase, selfHandleCase } from '#cases/report-case.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import type { Seat } from '#simulation/cast.ts'
import { chosenUnit, isAbove, unitsFor } from '#simulation/choose-unit.ts'
import { type Dice, diceOf } from '#simulation/dice.ts'
import { draftReport } from '#simulation/draft-report.ts'
import type { PlannedStep } from '#simulation/next-step.ts'
import { type PictureKind, takePicture } from '#simulation/photos.ts'
import { simulationProblems } from '#simulation/problems.ts'
import { FIELDS, type Fields } from '#simulation/step-fields.ts'
import { advanced, type Thread } from '#simulation/thread.ts'
import { WORDS } from '#simulation/wording.ts'
import type { World } from '#simulation/world.ts'

/** Steps that show a picture of what was found there. */
const PICTURES: Partial<Record<PersonAction, PictureKind>> = { 'report-back': 'after', check: 'check', verify: 'check' }
const REPORTS_WITH_PICTURE = 0.7

/**
 * Hands in the report of an index at its time, as whoever found it. Throws simulation.nobody when the city has nobody who could, and the problems
 * of the use case.
 */
export async function performReport(tx: Db, world: World, index: number): Promise<Thread> {
  const at = world.arrivalOf(index)
  const caseId = world.caseIdOf(index)
  const draft = draftReport(world, index, caseId)
  if (draft === null) throw simulationProblems.nobody('report')
  const { seat, input } = draft
  const dice = diceOf(world.seed, index, 'picture')
  const actor = { ...seat.actor, at }
  const shown = (kind: PictureKind) => takePicture(tx, actor, world.idOf(at, index, 0, kind), input, world.pictures[kind], dice)
  const action = 'result' in input ? 'self-handle' : 'report'
  const photos =
    action === 'self-handle' || (actor.permissions.has('case.inspect') && dice.chance(REPORTS_WITH_PICTURE)) ? [await shown('before')] : []
  await ('result' in input
    ? selfHandleCase(tx, actor, { ...input, photos, photosAfter: [await shown('after')] })
    : reportCase(tx, actor, { ...input, photos }))
  const row = await readCase(tx, world, caseId)
  return { index, fate: world.fateOf(index), row, lastAt: at, did: new Map([[action, 1]]) }
}

/** Does a planned step as somebody who may, at its time; dispatching turns into asking the level above where the proposed unit stands there. */
export async function performStep(tx: Db, world: World, thread: Thread, planned: PlannedStep): Promise<Thread> {
  const at = new Date(Math.floor(planned.at))
  const dice = diceOf(world.seed, thread.index, 'step', thread.row.version)
  const { action, fields } = await decided(tx, world, thread, planned.action, at, dice)
  const seat = world.cast.able(action, thread.row, dice)
  if (seat === undefined) throw simulationProblems.nobody(action)
  const actor = { ...seat.actor, at }
  await submit(tx, world, thread, actor, action, { ...fields, ...(await photosFor(tx, world, thread, seat, at, action, dice)) })
  return advanced(thread, await readCase(tx, world, thread.row.id), action, at)
}

async function submit<A extends PersonAction>(
  tx: Db,
  world: World,
  { row, index }: Thread,
  actor: Actor,
  action: A,
  fields: Fields,
): Promise<void> {
  const requestId = world.idOf(actor.at, index, row.version, 'event')
  const input = INPUTS[action].parse(fields) as InputOf<A>
  await actOnCase(tx, actor, action, { ...input, caseId: row.id, version: row.version, requestId })
}

async function readCase(tx: Db, { cityId }: World, caseId: string) {
  const row = await findCase(tx, cityId, caseId)
  if (row === undefined) throw new Error(`case ${caseId} vanished`)
  return row
}

async function photosFor(
  tx: Db,
  world: World,
  { row, index }: Thread,
  seat: Seat,
  at: Date,
  action: PersonAction,
  dice: Dice,
): Promise<Fields> {
  const kind = PICTURES[action]
  if (kind === undefined) return {}
  const id = world.idOf(at, index, row.version, kind)
  return { photos: [await takePicture(tx, { ...seat.actor, at }, id, row, world.pictures[kind], dice)] }
}

interface Decided {
  readonly action: PersonAction
  readonly fields: Fields
}

async function decided(tx: Db, world: World, thread: Thread, action: PersonAction, at: Date, dice: Dice): Promise<Decided> {
  if (action === 'dispatch' || action === 'refer-down') return dispatched(tx, world, thread, action, at, dice)
  if (action === 'redispatch') return redispatched(tx, world, thread, at, dice)
  const fields = FIELDS[action]?.({ world, thread, at, dice }) ?? null
  if (fields === null) throw simulationProblems.nobody(action)
  return { action, fields }
}

/** To the proposed unit, to the level below when it is there, to the level above when it stands above. */
async function dispatched(tx: Db, world: World, thread: Thread, action: 'dispatch' | 'refer-down', at: Date, dice: Dice): Promise<Decided> {
  const choice = await unitsFor(tx, world, thread, at)
  if (isAbove(choice, thread)) return { action: 'request-up', fields: { reason: dice.pick(WORDS.up) } }
  const below = choice.proposed !== undefined && choice.proposed.level !== thread.row.loopLevel
  if (action === 'refer-down' && below) return { action, fields: { reason: dice.pick(WORDS.down) } }
  const unit = chosenUnit(thread, choice, dice)
  if (unit === undefined) throw simulationProblems.nobody('dispatch')
  return { action: 'dispatch', fields: { unitId: unit.id } }
}

/** Put right by the dispatcher; a case that had no other unit to be sent to by mistake is simply received. */
async function redispatched(tx: Db, world: World, thread: Thread, at: Date, dice: Dice): Promise<Decided> {
  const { proposed } = await unitsFor(tx, world, thread, at)
  if (proposed === undefined || proposed.id === thread.row.unitId) return { action: 'receive', fields: {} }
  return { action: 'redispatch', fields: { unitId: proposed.id, reason: dice.pick(WORDS.redispatch) } }
}
