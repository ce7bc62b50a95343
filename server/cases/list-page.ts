import type { CaseState } from '#cases/case-state.ts'
import type { CaseFilter, CasePage } from '#cases/contract.ts'
import { type LightMoments, lightMoments } from '#cases/light-moments.ts'
import { activeClockOf, lightsOf } from '#cases/lights.ts'
import { caseProblems } from '#cases/problems.ts'
import { countBoxCases } from '#cases/queries-boxes.ts'
import { listRunningBudgets } from '#cases/queries-lights.ts'
import { countCases, isRanked, type LitFilter, listCases, listTypesNamed, type PageMark } from '#cases/queries-lists.ts'
import { mineOf } from '#cases/row-refusal.ts'
import { calendarOf } from '#catalogue/load-calendar.ts'
import type { WorkingCalendar } from '#catalogue/working-calendar.ts'
import { findCity } from '#organisation/queries-places.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** What toISOString() writes of the years 0000 to 9999: nothing a database cannot hold. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** The order a mark belongs to: the sort, or the supervision list's own. */
export type Order = CasePage['sort'] | 'listed'
const orderOf = (page: CasePage): Order => (isRanked(page) ? 'listed' : page.sort)

const encodeMark = (order: Order, { at, id, rank }: PageMark): string =>
  Buffer.from(JSON.stringify([order, at.toISOString(), id, ...(order === 'listed' ? [rank] : [])])).toString('base64url')

/** Reads a page mark back; throws case.bad_cursor for anything we did not write, or wrote for a list in another order. */
export function decodeMark(text: string, order: Order): PageMark {
  try {
    const [of, at, id, rank] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as [string, string, string, number?]
    const mark = { at: new Date(at), id, ...(order === 'listed' && { rank }) }
    const ranked = order !== 'listed' || (rank !== undefined && [0, 1, 2, 3].includes(rank))
    if (of === order && ranked && !Number.isNaN(mark.at.getTime()) && INSTANT.test(at) && UUID.test(id)) return mark
  } catch {
    // Falls through: whatever it was, it is not a mark of ours.
  }
  throw caseProblems.badCursor()
}

export async function calendarFor(tx: Db, cityId: string): Promise<WorkingCalendar> {
  const city = await findCity(tx, cityId)
  return calendarOf(tx, cityId, city?.calendarStamp ?? null)
}

/** What a row of a case tells besides its columns: its clocks at the actor's moment, and what the actor has to do with it. */
export const seenRow = <Row extends CaseState>(calendar: WorkingCalendar, actor: Actor, row: Row) => ({
  ...row,
  ...lightsOf(calendar, row, actor.at),
  active: activeClockOf(calendar, row, actor.at),
  assisting: [...row.assisting],
  mine: mineOf(row, actor),
})

/** When the lights of a city's cases change, as seen at the actor's moment. */
export const momentsFor = async (tx: Db, actor: Actor, calendar: WorkingCalendar): Promise<LightMoments> =>
  lightMoments(calendar, await listRunningBudgets(tx, actor.cityId), actor.at)

/** A filter ready for its statement: one by light is told when lights change, one by text which types are named so. */
export async function filterOf<Filter extends CaseFilter>(tx: Db, actor: Actor, filter: Filter): Promise<Filter & LitFilter> {
  const lit = filter.light?.length ? { moments: await momentsFor(tx, actor, await calendarFor(tx, actor.cityId)) } : {}
  const named = filter.text ? { typesNamed: await listTypesNamed(tx, actor.cityId, filter.text) } : {}
  return { ...filter, ...lit, ...named }
}

const RECENT_MS = 14 * 86_400_000

/** Since when the newest are looked for first: before the mark, or now; undefined where no words are searched for or no such time is shorter. */
function recentSince({ text, sort, reportedFrom }: CasePage, after: PageMark | undefined, at: Date): Date | undefined {
  const since = new Date((after?.at ?? at).getTime() - RECENT_MS)
  return text && sort === 'newest' && (reportedFrom ?? since) <= since ? since : undefined
}

/**
 * One row more than the page holds, if there are so many. Words that tens of thousands of cases share are found by index in no time, but each of those
 * cases would be read before the newest could be told: so the days before the mark are asked first, and all of history only when they do not fill the page.
 */
async function listRows(tx: Db, actor: Actor, page: CasePage, after: PageMark | undefined) {
  const filter = await filterOf(tx, actor, page)
  const since = recentSince(page, after, actor.at)
  if (since) {
    const recent = await listCases(tx, actor, { ...filter, reportedFrom: since }, after)
    if (recent.length > page.limit) return recent
  }
  return listCases(tx, actor, filter, after)
}

/** One keyset page of what the actor may see; `next` is null on the last one. */
export async function listPage(tx: Db, actor: Actor, page: CasePage) {
  const order = orderOf(page)
  const after = page.after === undefined ? undefined : decodeMark(page.after, order)
  const rows = await listRows(tx, actor, page, after)
  const calendar = await calendarFor(tx, actor.cityId)
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    cases: shown.map((row) => seenRow(calendar, actor, row)),
    next: rows.length > page.limit && last ? encodeMark(order, { at: last.sortAt, id: last.id, rank: last.rank }) : null,
  }
}

/** How many cases a filter finds. */
export const countFiltered = async (tx: Db, actor: Actor, filter: CaseFilter): Promise<number> =>
  countCases(tx, actor, await filterOf(tx, actor, filter))

/** True counts of the boxes a workbench shows, and of the red and yellow cases of the inbox. */
export async function countBoxes(tx: Db, actor: Actor) {
  return countBoxCases(tx, actor, await momentsFor(tx, actor, await calendarFor(tx, actor.cityId)))
}
