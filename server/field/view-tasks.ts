import type { z } from 'zod'
import { CasePage } from '#cases/contract.ts'
import { calendarFor, seenRow } from '#cases/list-page.ts'
import { listCases } from '#cases/queries-lists.ts'
import type { TasksAnswer, WAITS } from '#field/contract.ts'
import { MOST_TASKS } from '#field/cursor-size.ts'
import { fieldProblems } from '#field/problems.ts'
import { differenceTo, readCursor, writeCursor } from '#field/task-cursor.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { httpProblems } from '#platform/http-problems.ts'

type Row = Awaited<ReturnType<typeof listCases>>[number]
type Waits = (typeof WAITS)[number]

/** Which step of a case waits for somebody on the street. */
function waitsOf({ stage, unitId }: Pick<Row, 'stage' | 'unitId'>, actor: Pick<Actor, 'unitId'>): Waits {
  if (stage === 'verifying') return 'verify'
  if (stage === 'checking') return 'check'
  if (unitId !== actor.unitId) return 'finish-part'
  return stage === 'dispatched' ? 'receive' : 'report-back'
}

/** What waits for the actor on the street, the most urgent first: an inspector's verifications and checks, a unit's cases and parts. What a desk does is left out. */
async function tasksOf(tx: Db, actor: Actor): Promise<Row[]> {
  const outside = { ...actor, ofCentre: false }
  return listCases(tx, outside, CasePage.parse({ box: 'inbox', sort: 'urgent', limit: MOST_TASKS }), undefined)
}

/** The tasks of a phone that holds what its cursor says: what is new or has moved, and what is gone. Throws field.bad_cursor. */
export async function viewTasks(tx: Db, actor: Actor, since: string | undefined): Promise<z.input<typeof TasksAnswer>> {
  if (actor.postId === null) throw httpProblems.sessionRequired()
  const held = since === undefined ? new Map<string, number>() : readCursor(since, actor.postId)
  if (!held) throw fieldProblems.badCursor()
  const found = await tasksOf(tx, actor)
  const rows = found.slice(0, MOST_TASKS)
  const { changed, gone } = differenceTo(held, rows)
  const calendar = await calendarFor(tx, actor.cityId)
  return {
    full: held.size === 0,
    serverTime: actor.at.toISOString(),
    tasks: changed.map((row) => ({
      ...seenRow(calendar, actor, row),
      waits: waitsOf(row, actor),
      photos: row.photos.map(({ fileId, purpose }) => ({ fileId, purpose })),
    })),
    gone,
    total: rows.length,
    more: found.length > MOST_TASKS,
    cursor: writeCursor(actor.postId, rows),
  }
}
