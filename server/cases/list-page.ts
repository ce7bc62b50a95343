import type { CaseState } from '#cases/case-state.ts'
import { type ClockColumns, handlingShare } from '#cases/clocks.ts'
import type { CasePage } from '#cases/contract.ts'
import { isOpen } from '#cases/lifecycle.ts'
import { caseProblems } from '#cases/problems.ts'
import { countCases, listCases, type PageMark } from '#cases/queries-lists.ts'
import { calendarOf } from '#catalogue/load-calendar.ts'
import { lightOf } from '#catalogue/time-limit.ts'
import type { WorkingCalendar } from '#catalogue/working-calendar.ts'
import { findCity } from '#organisation/queries-places.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { Problem } from '#platform/problem.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** What toISOString() writes of the years 0000 to 9999: nothing a database cannot hold. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

const encodeMark = (sort: CasePage['sort'], mark: PageMark): string =>
  Buffer.from(JSON.stringify([sort, mark.at.toISOString(), mark.id])).toString('base64url')

/** Reads a page mark back; throws case.bad_cursor for anything we did not write, or wrote for a list in another order. */
export function decodeMark(text: string, sort: CasePage['sort']): PageMark {
  try {
    const [of, at, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as [string, string, string]
    const mark = { at: new Date(at), id }
    if (of === sort && !Number.isNaN(mark.at.getTime()) && INSTANT.test(at) && UUID.test(id)) return mark
  } catch {
    // Falls through: whatever it was, it is not a mark of ours.
  }
  throw caseProblems.badCursor()
}

export interface Lights {
  readonly limitUsed: number | null
  readonly light: 'green' | 'yellow' | 'red' | null
  readonly overdue: boolean
}

/** The lights of a case at an instant. A year whose calendar is not published leaves the share unknown; being overdue is still told by the deadline. */
export function lightsOf(calendar: WorkingCalendar, row: ClockColumns & Pick<CaseState, 'stage'>, at: Date): Lights {
  const overdue = isOpen(row.stage) && row.dueAt !== null && row.dueAt < at
  const limitUsed = shareIfKnown(calendar, row, at)
  return { limitUsed, light: limitUsed === null ? (overdue ? 'red' : null) : lightOf(limitUsed), overdue }
}

function shareIfKnown(calendar: WorkingCalendar, row: ClockColumns, at: Date): number | null {
  try {
    // Another server's clock may be a moment ahead of ours: what it has just started has not run backwards.
    const since = row.clockRunningSince
    return handlingShare(calendar, row, since !== null && since > at ? since : at)
  } catch (error) {
    if (error instanceof Problem && error.code === 'calendar.unknown_year') return null
    throw error
  }
}

export async function calendarFor(tx: Db, cityId: string): Promise<WorkingCalendar> {
  const city = await findCity(tx, cityId)
  return calendarOf(tx, cityId, city?.calendarStamp ?? null)
}

/** One keyset page of what the actor may see; `next` is null on the last one. */
export async function listPage(tx: Db, actor: Actor, page: CasePage) {
  const rows = await listCases(tx, actor, page, page.after === undefined ? undefined : decodeMark(page.after, page.sort))
  const calendar = await calendarFor(tx, actor.cityId)
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    cases: shown.map((row) => ({ ...row, ...lightsOf(calendar, row, actor.at) })),
    next: rows.length > page.limit && last ? encodeMark(page.sort, { at: last.sortAt, id: last.id }) : null,
  }
}

/** True counts of the boxes a workbench shows. */
export async function countBoxes(tx: Db, actor: Actor) {
  const count = (box: CasePage['box'], open?: boolean): Promise<number> =>
    countCases(tx, actor, { box, ...(open === undefined ? {} : { open }) })
  return {
    inbox: await count('inbox'),
    overdue: await count('overdue'),
    pending: await count('pending'),
    unassigned: await count('unassigned'),
    listed: await count('listed'),
    open: await count('all', true),
  }
}
