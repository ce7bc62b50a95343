import type { z } from 'zod'
import { shareOf } from '#field/cells.ts'
import type { OwnCoverageAnswer, OwnCoverageQuery, TeamCoverageAnswer, TeamCoverageQuery } from '#field/contract-patrol.ts'
import { patrolProblems } from '#field/problems-patrol.ts'
import { listSumsIn, listVisitsIn, listVisitsOf } from '#field/queries-patrol.ts'
import { readCityToday } from '#organisation/city-today.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

const DAY = 86_400_000
const MOST_DAYS = 92
const MOST_ROWS = 2000

const dayBefore = (day: string, days: number): string => new Date(Date.parse(day) - days * DAY).toISOString().slice(0, 10)
const withShare = <Row extends { visited: number; cells: number }>(row: Row) => ({ ...row, share: shareOf(row.visited, row.cells) })

/** How much of each grid the actor was in, day by day. Throws patrol.backwards, patrol.long_span. */
export async function viewOwnCoverage(tx: Db, actor: Actor, query: z.output<typeof OwnCoverageQuery>): Promise<z.input<typeof OwnCoverageAnswer>> {
  const to = query.to ?? (await readCityToday(tx, actor)).today
  const from = query.from ?? dayBefore(to, 6)
  if (from > to) throw patrolProblems.backwards()
  if (from < dayBefore(to, MOST_DAYS - 1)) throw patrolProblems.longSpan(MOST_DAYS)
  const rows = actor.personId === null ? [] : await listVisitsOf(tx, actor.cityId, actor.personId, from, to)
  return { days: rows.map(withShare) }
} // biome-ignore format: a signature

/** The part of a place that lies in the actor's areas, as codes. */
function placesSeen({ areas }: Actor, placeCode: string | undefined): string[] {
  if (placeCode === undefined) return [...areas]
  if (areas.some((area) => placeCode.startsWith(area))) return [placeCode]
  return areas.filter((area) => area.startsWith(placeCode))
}

/** Who covered how much of the grids of the actor's areas on a day: a share, never a part of a grid, a path or a time. */
export async function viewTeamCoverage(tx: Db, actor: Actor, query: z.output<typeof TeamCoverageQuery>): Promise<z.input<typeof TeamCoverageAnswer>> {
  const day = query.day ?? (await readCityToday(tx, actor)).today
  const places = placesSeen(actor, query.placeCode)
  const people = await listVisitsIn(tx, actor.cityId, places, day, MOST_ROWS + 1)
  const sums = await listSumsIn(tx, actor.cityId, places, day, MOST_ROWS + 1)
  const more = Math.max(people.length, sums.length) > MOST_ROWS
  return { day, people: people.slice(0, MOST_ROWS).map(withShare), sums: sums.slice(0, MOST_ROWS).map(withShare), more }
} // biome-ignore format: a signature
