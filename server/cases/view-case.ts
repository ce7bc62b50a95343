import type { CaseState, EventData } from '#cases/case-state.ts'
import type { ClockReason } from '#cases/clock-words.ts'
import { handlingClockOf } from '#cases/clocks.ts'
import { isOpen, ruleOf } from '#cases/lifecycle.ts'
import { seenRow } from '#cases/list-page.ts'
import { nameSpokenOf } from '#cases/name-spoken-of.ts'
import { caseProblems } from '#cases/problems.ts'
import { findCase, listMerged } from '#cases/queries.ts'
import { listNamedEvents } from '#cases/queries-events.ts'
import { possibleActions } from '#cases/refusal.ts'
import { maySee } from '#cases/visibility.ts'
import { limitFor } from '#catalogue/filing-limit.ts'
import { calendarOf } from '#catalogue/load-calendar.ts'
import { findFilingCondition, findProblemType, findVersion } from '#catalogue/queries.ts'
import { describeLimit, stopClock } from '#catalogue/time-limit.ts'
import type { WorkingCalendar } from '#catalogue/working-calendar.ts'
import { findCity, findPlaceAt } from '#organisation/queries-places.ts'
import { findUnit } from '#organisation/queries-units.ts'
import { type Actor, mayDo } from '#platform/actor.ts'
import { localDay } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'

/** The case if the actor may see it; throws case.not_found otherwise, so that its existence is not told. */
export async function seenCase(tx: Db, actor: Actor, id: string): Promise<CaseState> {
  const row = await findCase(tx, actor.cityId, id)
  if (!row || !maySee(row, actor)) throw caseProblems.notFound(id)
  return row
}

/** One case whole, with names, clocks, history and what the actor could do next. */
export async function viewCase(tx: Db, actor: Actor, id: string) {
  const row = await seenCase(tx, actor, id)
  const city = await findCity(tx, actor.cityId)
  const calendar = await calendarOf(tx, actor.cityId, city?.calendarStamp ?? null)
  const reportedOn = localDay(row.reportedAt, city?.timeZone ?? 'Asia/Shanghai')
  const place = await findPlaceAt(tx, actor.cityId, row.lon, row.lat, reportedOn)
  const unit = row.unitId === null ? undefined : await findUnit(tx, actor.cityId, row.unitId)
  const merged = await listMerged(tx, actor.cityId, row.id)
  const hidesPrimary = await isPrimaryHidden(tx, actor, row)
  const events = await eventsOf(tx, actor, row, hidesPrimary)
  return {
    ...seenRow(calendar, actor, row),
    ...(hidesPrimary && { primaryCaseId: null }),
    ...(await standardOf(tx, row)),
    unitName: unit?.name ?? null,
    unitNameEn: unit?.nameEn ?? null,
    place: { ...place?.names },
    placeEn: { ...place?.namesEn },
    photos: row.photos.map((photo) => ({ ...photo, flags: [...photo.flags] })),
    clock: clockView(calendar, row, actor.at),
    merged: merged.filter((each) => maySee(each, actor)).map(({ id: mergedId, number }) => ({ id: mergedId, number })),
    possibleActions: [...possibleActions(row, actor)],
    events,
    named: await nameSpokenOf(
      tx,
      actor,
      row,
      events.map(({ given }) => given),
    ),
  }
}

async function standardOf(tx: Db, row: CaseState) {
  if (row.typeCode === null || row.catalogueVersionId === null) return { typeName: null, typeNameEn: null, standard: null }
  const type = await findProblemType(tx, row.cityId, row.catalogueVersionId, row.typeCode)
  const condition = await findFilingCondition(tx, row.cityId, row.catalogueVersionId, row.typeCode, row.conditionNumber ?? 0)
  const version = await findVersion(tx, row.cityId, row.catalogueVersionId)
  if (!condition) return { typeName: type?.name ?? null, typeNameEn: type?.nameEn ?? null, standard: null }
  const limit = limitFor(condition, row.regionClass)
  const limitText = { zh: describeLimit(limit, 'zh'), en: describeLimit(limit, 'en') }
  return {
    typeName: type?.name ?? null,
    typeNameEn: type?.nameEn ?? null,
    standard: { filing: condition.filing, closing: condition.closing, limitText, catalogueVersion: version?.number ?? 0 },
  }
}

/** The handling clock in words: how much is left and why it runs or stands. */
function clockView(calendar: WorkingCalendar, row: CaseState, at: Date) {
  const clock = handlingClockOf(row)
  if (clock === null || row.limitValue === null || row.limitUnit === null) return null
  const { remainingMs } = stopClock(calendar, clock, at)
  return {
    limitValue: row.limitValue,
    limitUnit: row.limitUnit,
    measure: clock.measure,
    budgetMs: row.clockBudgetMs ?? 0,
    remainingMs,
    running: clock.runningSince !== null,
    why: whyClock(row),
  }
}

function whyClock(row: CaseState): ClockReason {
  if (row.clockRunningSince !== null) return 'running'
  if (!isOpen(row.stage)) return 'ended'
  if (row.pending === 'return') return 'return_waits'
  if (row.stage === 'suspended') return 'suspended'
  return row.handledAt === null ? 'not_with_unit' : 'handled'
}

/** Whether the case was merged under another that the actor may not see: then not even its number is told. */
async function isPrimaryHidden(tx: Db, actor: Actor, { primaryCaseId }: CaseState): Promise<boolean> {
  const primary = primaryCaseId === null ? undefined : await findCase(tx, actor.cityId, primaryCaseId)
  return primary !== undefined && !maySee(primary, actor)
}

const withoutPrimary = ({ primaryCaseId: _id, primaryNumber: _number, ...given }: EventData['given']): EventData['given'] => given
const NO_POST = { post: null, postEn: null, unit: null, unitEn: null, person: null }

/** The history in words. Names of people are shown to those who may know who works where; the account behind a public report to nobody. */
async function eventsOf(tx: Db, actor: Actor, row: CaseState, hidesPrimary: boolean) {
  const named = mayDo(actor, 'case.read')
  const events = await listNamedEvents(tx, actor.cityId, row.id)
  return events.map(({ data, personId, personName, postTitle, postTitleEn, unitName, unitNameEn, ...event }) => {
    const { given } = JSON.parse(data) as EventData
    const doer = { post: postTitle, postEn: postTitleEn, unit: unitName, unitEn: unitNameEn, person: named ? personName : null }
    return {
      ...event,
      actionName: { zh: ruleOf(event.action).zh, en: ruleOf(event.action).en },
      ...(row.origin === 'public' && personId !== null && personId === row.reporterId ? NO_POST : doer),
      given: hidesPrimary ? withoutPrimary(given) : given,
    }
  })
}
