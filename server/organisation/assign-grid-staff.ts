import { checkPeriod, requireVisible } from '#organisation/appoint-person.ts'
import { requireCovered } from '#organisation/carry-over.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { lockGrids } from '#organisation/queries-grids.ts'
import {
  findGridStaff,
  type GridStaff,
  insertGridStaff,
  listPeriodsInGrid,
  listStaffKinds,
  setGridStaffEnd,
} from '#organisation/queries-staff.ts'
import { isOneTooMany, overlaps, type Period } from '#organisation/staffing.ts'
import { type Actor, coversPlace } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'

export interface AssignGridStaff extends Period {
  readonly gridCode: string
  /** One of the city's kinds of grid staff. */
  readonly kindCode: string
  readonly personId: string
}

/**
 * Gives a management grid a person of a kind for a period. A grid has one head at a time, and nobody twice as the same kind.
 * Throws organisation.not_found, .appointment_overlap, .wrong_day.
 */
export async function assignGridStaff(tx: Db, actor: Actor, input: AssignGridStaff): Promise<GridStaff> {
  const { today } = await readCityToday(tx, actor)
  const { cityId } = actor
  const { gridCode, kindCode, personId, validFrom, validTo } = input
  checkPeriod(input)
  requireCovered(actor, [gridCode])
  const [grid] = await lockGrids(tx, cityId, 'management', [gridCode], validFrom)
  if (grid === undefined) throw organisationProblems.noGrid(gridCode, 'gridCode')
  await requireVisible(tx, actor, personId, today)
  await checkFree(tx, cityId, input)
  const staff = { cityId, id: newId(actor.at), gridCode, kindCode, personId, validFrom, validTo }
  await insertGridStaff(tx, [staff])
  return staff
}

/** Ends a person's work in a grid: `on` is the first day without. Throws organisation.not_found, .wrong_day. */
export async function endGridStaff(tx: Db, actor: Actor, id: string, on: string): Promise<GridStaff> {
  const staff = await findGridStaff(tx, actor.cityId, id)
  if (staff === undefined || !coversPlace(actor, staff.gridCode)) throw organisationProblems.noGridStaff(id, 'id')
  const ended = { ...staff, validTo: on }
  checkPeriod(ended, 'on')
  await setGridStaffEnd(tx, actor.cityId, id, on)
  return ended
}

async function checkFree(tx: Db, cityId: string, input: AssignGridStaff): Promise<void> {
  const kind = (await listStaffKinds(tx, cityId)).find(({ code }) => code === input.kindCode)
  if (kind === undefined) throw organisationProblems.noStaffKind(input.kindCode, 'kindCode')
  const same = (await listPeriodsInGrid(tx, cityId, input.gridCode, input.kindCode)).filter((each) => overlaps(each, input))
  const twice = same.find(({ personId }) => personId === input.personId)
  const clash =
    twice ??
    (isOneTooMany(
      kind,
      same.map(({ kindCode }) => kindCode),
    )
      ? same[0]
      : undefined)
  if (clash === undefined) return
  const period = `${clash.validFrom} – ${clash.validTo ?? '…'}`
  const rule = twice
    ? { zh: `此人在 ${period} 已是该网格的${kind.name}`, en: `the person is ${kind.nameEn} of this grid already, ${period}` }
    : { zh: `该网格在 ${period} 已有${kind.name}，只能有一名`, en: `the grid has its ${kind.nameEn} ${period}, and only one at a time` }
  throw organisationProblems.overlappingAppointment(rule, 'kindCode', { staffId: clash.id })
}
