import type { z } from 'zod'
import type { OverviewAnswer } from '#cases/contract-overview.ts'
import { lightMoments } from '#cases/light-moments.ts'
import { activeClockOf } from '#cases/lights.ts'
import {
  boundsOf,
  countBetween,
  hoursBetween,
  type OverviewMoments,
  overviewMoments,
  runningTotal,
  SERIES_DAYS,
} from '#cases/overview-moments.ts'
import { findOverviewScope, type OverviewPlace, type OverviewScope } from '#cases/overview-place.ts'
import { listRunningBudgets } from '#cases/queries-lights.ts'
import {
  type BucketCount,
  type CountScope,
  type EndedCount,
  listBucketCounts,
  listEndedCounts,
  listMoves,
  listOpenCounts,
  type Moves,
  type OpenCount,
} from '#cases/queries-overview.ts'
import {
  type ClockedCase,
  listListed,
  listNamedCases,
  listOverdueCandidates,
  type NamedCase,
  type Naming,
} from '#cases/queries-overview-lists.ts'
import { calendarOf } from '#catalogue/load-calendar.ts'
import { timesOver } from '#catalogue/time-limit.ts'
import type { WorkingCalendar } from '#catalogue/working-calendar.ts'
import { readCityToday } from '#organisation/city-today.ts'
import type { City } from '#organisation/queries-places.ts'
import { type Actor, LEVELS, type Level } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

type Answer = z.input<typeof OverviewAnswer>
const MOST_NAMED = 8
const HOUR_MS = 3_600_000

const textOf = (zh: string, en: string | null): { zh: string; en: string } => ({ zh, en: en || zh })
const placeOf = ({ kind, code, name, nameEn }: OverviewPlace) => ({ kind, code, name: textOf(name, nameEn) })
const sum = <Row>(rows: readonly Row[], value: (row: Row) => number): number => rows.reduce((total, row) => total + value(row), 0)

function reportedOf(moments: OverviewMoments, bounds: readonly Date[], counts: readonly BucketCount[]): Answer['reported'] {
  const { at, today, yesterday, sameYesterday } = moments
  const count = (from: Date, to?: Date): number => countBetween(bounds, counts, from, to)
  const hourly = (from: Date, to: Date, end?: Date): number[] => {
    const hours = hoursBetween(from, to)
    return runningTotal(hours.map((hour, index) => count(hour, hours[index + 1] ?? end)))
  }
  return {
    today: count(today),
    yesterdaySameTime: count(yesterday, sameYesterday),
    yesterday: count(yesterday, today),
    hourly: { today: hourly(today, at), yesterday: hourly(yesterday, today, today) },
  }
}

function lastHourOf(
  { hours, sameYesterday }: OverviewMoments,
  bounds: readonly Date[],
  reported: BucketCount[],
  closed: BucketCount[],
): Answer['lastHour'] {
  const series = (counts: BucketCount[]): number[] => hours.map((hour, index) => countBetween(bounds, counts, hour, hours[index + 1]))
  const before = new Date(sameYesterday.getTime() - HOUR_MS)
  const then = (counts: BucketCount[]): number => countBetween(bounds, counts, before, sameYesterday)
  const [ofReported, ofClosed] = [series(reported), series(closed)]
  return {
    reported: ofReported.at(-1) ?? 0,
    closed: ofClosed.at(-1) ?? 0,
    yesterday: { reported: then(reported), closed: then(closed) },
    series: { reported: ofReported, closed: ofClosed },
  }
}

/** Per cent to one decimal. */
function shareOf(rows: readonly EndedCount[]) {
  const [closed, onTime, late] = [sum(rows, (row) => row.closed), sum(rows, (row) => row.onTime), sum(rows, (row) => row.late)]
  return { closed, onTime, late, percent: onTime + late === 0 ? null : Math.round((1000 * onTime) / (onTime + late)) / 10 }
}

/** Days are numbered from 1 as the statements count them. */
function daySeries<Value>({ days }: OverviewMoments, value: (number: number, day: string) => Value): Value[] {
  const first = days.length - SERIES_DAYS
  return days.slice(first).map(({ day }, index) => value(first + index + 1, day))
}

function openOf(moments: OverviewMoments, open: readonly OpenCount[], ended: readonly EndedCount[]): Answer['open'] {
  const byDay = open.filter(({ day }) => day !== null)
  const series = daySeries(moments, (number, day) => {
    const stillOpen = sum(byDay, (row) => ((row.day ?? 0) <= number ? row.open : 0))
    const endedSince = sum(ended, (row) => (row.endedDay > number && row.reportedDay <= number ? row.ended : 0))
    return { day, open: stillOpen + endedSince }
  })
  return { now: sum(byDay, (row) => row.open), overdue: sum(byDay, (row) => row.overdue), series }
}

const NONE = { open: 0, green: 0, yellow: 0, red: 0, overdue: 0 }
const lightsIn = ({ open, green, yellow, red, overdue }: OpenCount) => ({ open, green, yellow, red, overdue })

function childrenOf({ children }: OverviewScope, counts: readonly OpenCount[]): Answer['children'] {
  const byChild = new Map(counts.filter(({ child }) => child !== null).map((count) => [count.child, lightsIn(count)]))
  const byZone = new Map(counts.filter(({ zone }) => zone !== null).map((count) => [count.zone, lightsIn(count)]))
  return children.map((child) => ({ ...placeOf(child), ...((child.kind === 'zone' ? byZone : byChild).get(child.code) ?? NONE) }))
}

const stagesOf = (counts: readonly OpenCount[]): Answer['river']['stages'] =>
  counts.flatMap((count) =>
    count.stage === null || count.loopLevel === null ? [] : [{ stage: count.stage, loopLevel: count.loopLevel, ...lightsIn(count) }],
  )

function namedOf(calendar: WorkingCalendar, row: NamedCase, at: Date) {
  const clock = activeClockOf(calendar, row, at)
  const placeName = textOf(
    [row.districtName, row.streetName].filter(Boolean).join(''),
    [row.streetNameEn ?? row.streetName, row.districtNameEn ?? row.districtName].filter(Boolean).join(', '),
  )
  return {
    id: row.id,
    number: row.number,
    stage: row.stage,
    typeCode: row.typeCode,
    typeName: row.typeName === null ? null : textOf(row.typeName, row.typeNameEn),
    placeCode: row.placeCode,
    placeName,
    unitName: row.unitName,
    listedLevel: row.listedLevel,
    dueAt: clock?.dueAt ?? null,
    light: clock?.light ?? null,
    used: clock?.used ?? null,
    timesOver: Math.max(clock?.overdue ? 1 : 0, clock?.used == null ? 0 : timesOver(clock.used)),
  }
}

const rungOf = (data: string): { step: number; level: Level } => {
  const { given } = JSON.parse(data) as { given: { step?: number; level?: string } }
  return { step: given.step ?? 1, level: LEVELS.find((each) => each === given.level) ?? 'city' }
}

/** The worst of the candidates, by how much of its limit each has used. */
const worstOf = (calendar: WorkingCalendar, candidates: readonly ClockedCase[], at: Date): string[] =>
  candidates
    .map((row) => ({ row, used: activeClockOf(calendar, row, at)?.used ?? 1 }))
    .toSorted((a, b) => b.used - a.used || a.row.number.localeCompare(b.row.number))
    .slice(0, MOST_NAMED)
    .map(({ row }) => row.id)

interface Lists {
  readonly tx: Db
  readonly calendar: WorkingCalendar
  readonly scope: CountScope
  readonly naming: Naming
  readonly at: Date
}

async function listsOf({ tx, calendar, scope, naming, at }: Lists, moves: Moves): Promise<Pick<Answer, 'overdue' | 'listed' | 'warnings'>> {
  const worst = worstOf(calendar, await listOverdueCandidates(tx, scope, at, MOST_NAMED), at)
  const listed = await listListed(tx, scope, MOST_NAMED)
  const warned = moves.escalations.map(({ caseId }) => caseId)
  const rows = await listNamedCases(tx, naming, [...worst, ...listed.map(({ id }) => id), ...warned])
  const show = (id: string) => {
    const row = rows.get(id)
    return row ? [namedOf(calendar, row, at)] : []
  }
  return {
    overdue: worst.flatMap(show),
    listed: { total: listed[0]?.total ?? 0, cases: listed.flatMap(({ id }) => show(id)) },
    warnings: {
      total: moves.escalated,
      cases: moves.escalations.flatMap((each) => show(each.caseId).map((row) => ({ ...row, at: each.at, ...rungOf(each.data) }))),
    },
  }
}

const namingOf = ({ cityId, codeLengths }: City, today: string): Naming => {
  const { district = 6, street = 9 } = codeLengths
  return { cityId, today, districtLength: district, streetLength: street }
}

/** What the wall shows of a place, counted at the actor's moment within the actor's area. Throws organisation.not_found. */
export async function viewOverview(tx: Db, actor: Actor, placeCode: string | undefined): Promise<Answer> {
  const { city, today } = await readCityToday(tx, actor)
  const calendar = await calendarOf(tx, actor.cityId, city.calendarStamp)
  const place = await findOverviewScope({ tx, actor, city, today }, placeCode)
  const scope = { cityId: actor.cityId, areas: place.areas, zoneCode: place.zoneCode }
  const moments = overviewMoments(actor.at, today, city.timeZone)
  const lights = lightMoments(calendar, await listRunningBudgets(tx, actor.cityId), actor.at)
  const days = moments.days.map(({ from }) => from)
  const open = await listOpenCounts(tx, scope, lights, days, place.childLength ?? 0)
  const ended = await listEndedCounts(tx, scope, moments, days)
  const moves = await listMoves(tx, scope, moments.today, actor.at, MOST_NAMED)
  const bounds = boundsOf(moments)
  const buckets = await listBucketCounts(tx, scope, bounds, actor.at)
  const [reported, closed] = [buckets.filter(({ what }) => what === 'reported'), buckets.filter(({ what }) => what === 'closed')]
  return {
    at: actor.at,
    today,
    city: { id: actor.cityId, name: textOf(city.name, city.nameEn) },
    place: placeOf(place.place),
    above: place.above.map(placeOf),
    reported: reportedOf(moments, bounds, reported),
    onTime: {
      today: shareOf(ended.filter(({ endedDay }) => endedDay === days.length)),
      days30: shareOf(ended),
      series: daySeries(moments, (number, day) => ({ day, ...shareOf(ended.filter(({ endedDay }) => endedDay === number)) })),
    },
    open: openOf(moments, open, ended),
    lastHour: lastHourOf(moments, bounds, reported, closed),
    children: childrenOf(place, open),
    river: { stages: stagesOf(open), flow: [...moves.flows] },
    ...(await listsOf({ tx, calendar, scope, naming: namingOf(city, today), at: actor.at }, moves)),
  }
}
