import { cellOf } from '#field/cells.ts'
import type { PackAnswer } from '#field/contract.ts'
import { gridAt } from '#web/field/place/grid-at.ts'
import type { Fix } from '#web/field/place/position.ts'
import { type FieldDatabase, readKept, writeKept } from '#web/field/store/database.ts'
import { pressSend } from '#web/field/store/press-send.ts'
import type { Kept, OutboxItem, WalkedCell } from '#web/field/store/records.ts'

type Duty = Kept['duty']
const MINUTE = 60_000
/** What was walked goes to the server this often at most. */
export const TELL_EVERY = 5 * MINUTE
const MOST_GRIDS = 20

/** Whether somebody is on duty at a moment: a patrol ends by itself after the shift. */
export const isOnDuty = (duty: Duty | undefined, personId: string, now: number): duty is Duty =>
  duty !== undefined && duty.personId === personId && now < duty.endsBy

/** The cell a position stands for: only inside a grid of the pack, and only when it is exact enough. The position itself goes no further. */
export function walkedCell(duty: Duty, pack: PackAnswer, fix: Fix): WalkedCell | null {
  if (fix.accuracy > pack.patrol.accuracyMetres) return null
  const grid = gridAt(pack.grids.items, fix)
  return grid && grid.cells !== null ? { patrolId: duty.patrolId, gridCode: grid.code, cell: cellOf(fix.lon, fix.lat) } : null
}

/** The cells of a patrol as the server takes them, at most twenty grids at once. */
export function visitsOf(cells: readonly WalkedCell[]): { gridCode: string; cells: number[] }[] {
  const byGrid = Map.groupBy(cells, ({ gridCode }) => gridCode)
  return [...byGrid]
    .slice(0, MOST_GRIDS)
    .map(([gridCode, walked]) => ({ gridCode, cells: walked.map(({ cell }) => cell).sort((a, b) => a - b) }))
}

/** The cells of a patrol: those not told yet and those on their way or told; each once. */
export function cellsOfPatrol(walked: readonly Pick<WalkedCell, 'cell'>[], items: readonly Pick<OutboxItem, 'cargo'>[]): number[] {
  const told = items.flatMap(({ cargo }) => (cargo.kind === 'visits' ? cargo.grids.flatMap(({ cells }) => cells) : []))
  return [...new Set([...walked.map(({ cell }) => cell), ...told])].sort((a, b) => a - b)
}

interface Teller {
  readonly db: FieldDatabase
  readonly personId: string
  readonly postId: string
  readonly title: string
  readonly now: number
}

/** Hands what was walked over to the outbox, in one go. */
export const tellVisits = ({ db, personId, postId, title, now }: Teller): Promise<void> =>
  db.transaction('rw', [db.walked, db.outbox, db.photos, db.drafts, db.kept], async () => {
    const duty = await readKept(db, 'duty')
    if (!duty || duty.personId !== personId) return
    const cells = await db.walked.where('patrolId').equals(duty.patrolId).toArray()
    if (cells.length === 0) return
    const [from, to] = [new Date(duty.sentTo).toISOString(), new Date(Math.min(now, duty.endsBy)).toISOString()]
    const cargo = { kind: 'visits', patrolId: duty.patrolId, from, to, grids: visitsOf(cells) } as const
    await pressSend(db, { personId, postId, title, cargo, draft: null, now })
    await db.walked.where('patrolId').equals(duty.patrolId).delete()
    await writeKept(db, 'duty', { ...duty, sentTo: now })
  })
