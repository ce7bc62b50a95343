import type { z } from 'zod'
import { readCityToday } from '#organisation/city-today.ts'
import type { UnitQuery, VacancyQueryShape } from '#organisation/contract-people.ts'
import { maskName } from '#organisation/mask-name.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { findGrid } from '#organisation/queries-grids.ts'
import { listPostsOfUnit } from '#organisation/queries-posts.ts'
import { listStaffKinds, listStaffOfGrid } from '#organisation/queries-staff.ts'
import { countUnits, findUnit, listUnits } from '#organisation/queries-units.ts'
import { reportVacancies } from '#organisation/report-vacancies.ts'
import { findVacancies } from '#organisation/staffing.ts'
import { toPage } from '#organisation/view-places.ts'
import { type Actor, coversPlace, mayDo } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

/** How somebody of a place is named to an actor: in full to whoever reads people there, masked to everybody else. Without a place: the actor's own. */
export const namer = (actor: Actor, placeCode?: string): ((name: string) => string) =>
  mayDo(actor, 'people.read') && (placeCode === undefined || coversPlace(actor, placeCode)) ? (name) => name : maskName

/** A page of units by code with the true total. */
export async function listUnitPage(tx: Db, actor: Actor, { after, limit, ...query }: z.output<typeof UnitQuery>) {
  const { today } = await readCityToday(tx, actor)
  const filter = { ...query, on: query.on ?? today }
  const found = await listUnits(tx, actor.cityId, filter, after, limit + 1)
  return { ...toPage(found, limit, (unit) => unit.code), total: await countUnits(tx, actor.cityId, filter) }
}

/** A unit with its posts and who is in them on a day; names are masked without people.read over the unit's area. Throws organisation.not_found. */
export async function viewUnit(tx: Db, actor: Actor, id: string, day: string | undefined) {
  const on = day ?? (await readCityToday(tx, actor)).today
  const unit = await findUnit(tx, actor.cityId, id)
  if (unit === undefined) throw organisationProblems.noUnit(id, 'id')
  const rows = await listPostsOfUnit(tx, actor.cityId, id, on)
  const posts = rows.filter((row, index) => rows.findIndex((each) => each.id === row.id) === index)
  return { unit, posts: posts.map((post) => ({ ...post, appointed: listAppointed(rows, post.id, namer(actor, unit.areaCode)) })) }
}

type PostRow = Awaited<ReturnType<typeof listPostsOfUnit>>[number]

function listAppointed(rows: readonly PostRow[], postId: string, nameOf: (name: string) => string) {
  return rows.flatMap(({ id, appointmentId, personId, kind, since, until, personName }) =>
    id !== postId || appointmentId === null || personId === null || kind === null || since === null
      ? []
      : [{ id: appointmentId, personId, kind, validFrom: since, validTo: until, name: nameOf(personName ?? '') }],
  )
}

/** Who works in a management grid on a day and which kinds it lacks. Throws organisation.not_found. */
export async function viewGridStaff(tx: Db, actor: Actor, gridCode: string, day: string | undefined) {
  const on = day ?? (await readCityToday(tx, actor)).today
  if ((await findGrid(tx, actor.cityId, 'management', gridCode, on)) === undefined) throw organisationProblems.noGrid(gridCode, 'code')
  const staff = await listStaffOfGrid(tx, actor.cityId, gridCode, on)
  const missing = findVacancies(
    await listStaffKinds(tx, actor.cityId),
    staff.map(({ kindCode }) => kindCode),
  )
  return { gridCode, staff: staff.map((each) => ({ ...each, personName: namer(actor, gridCode)(each.personName) })), missing }
}

/** The vacancy report with its list of grids paged by code. */
export async function pageVacancies(tx: Db, actor: Actor, { after = '', limit, ...question }: z.output<typeof VacancyQueryShape>) {
  const report = await reportVacancies(tx, actor, question)
  const following = report.items.filter(({ gridCode }) => gridCode > after)
  return { ...report, ...toPage(following, limit, ({ gridCode }) => gridCode), total: report.items.length }
}
