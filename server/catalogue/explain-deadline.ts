import type { Actor } from '#platform/actor.ts'
import { localDay } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { type Bilingual, Problem } from '#platform/problem.ts'
import type { CalendarDay } from './calendar-source.ts'
import { currentCalendar } from './load-calendar.ts'
import { DAY_MS, nameDay, parseDay } from './local-time.ts'
import { listCalendarDays } from './queries-calendar.ts'
import { describeLimit, type Measure, measureOf, startClock, type TimeLimit } from './time-limit.ts'
import { isWorkingDay, type WorkingCalendar } from './working-calendar.ts'

/** A day on which the limit did not run: `name` is the holiday's, null for a plain weekend. */
export interface SkippedDay {
  readonly day: string
  readonly name: string | null
}

export interface ExplainedDeadline {
  readonly dueAt: Date
  readonly measure: Measure
  readonly skipped: SkippedDay[]
  readonly explanation: Bilingual
}

/** When a limit that starts at `from` is due by the city's present calendar, and which days it skips. `calendar.unknown_year` beyond the published years. */
export async function explainDeadline(
  tx: Db,
  actor: Pick<Actor, 'cityId'>,
  input: { from: Date; limit: TimeLimit },
): Promise<ExplainedDeadline> {
  const calendar = await currentCalendar(tx, actor.cityId)
  const { dueAt } = namingField(() => startClock(calendar, input.limit, input.from))
  const due = new Date(dueAt ?? input.from)
  const measure = measureOf(input.limit.unit)
  const skipped = measure === 'working' ? skippedDays(calendar, await listCalendarDays(tx, actor.cityId), input.from, due) : []
  return { dueAt: due, measure, skipped, explanation: explain(input.limit, measure, skipped) }
}

/** Whoever asks for a moment in a year nobody has published is told which field says so. */
function namingField<Result>(compute: () => Result): Result {
  try {
    return compute()
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'calendar.unknown_year') throw error
    throw new Problem(error.code, error.status, error.text, { ...error.details, field: 'from' })
  }
}

function skippedDays(calendar: WorkingCalendar, days: readonly CalendarDay[], from: Date, due: Date): SkippedDay[] {
  const names = new Map(days.map(({ day, name }) => [day, name]))
  const [first, last] = [parseDay(localDay(from, calendar.timeZone)), parseDay(localDay(due, calendar.timeZone))]
  const between = Array.from({ length: (last - first) / DAY_MS + 1 }, (_, index) => nameDay(first + index * DAY_MS))
  return between.filter((day) => !isWorkingDay(calendar, day)).map((day) => ({ day, name: names.get(day) ?? null }))
}

function explain(limit: TimeLimit, measure: Measure, skipped: readonly SkippedDay[]): Bilingual {
  const [zh, en] = [describeLimit(limit, 'zh'), describeLimit(limit, 'en')]
  if (measure === 'continuous')
    return { zh: `${zh}：连续计时，夜间和节假日不停`, en: `${en}: counted without a pause, nights and holidays too` }
  if (skipped.length === 0)
    return { zh: `${zh}：只计工作时段，其间没有休息日`, en: `${en}: only working hours count, with no day off in between` }
  const named = [...new Set(skipped.flatMap(({ name }) => name ?? []))].join('、')
  return {
    zh: `${zh}：只计工作时段，其间跳过 ${skipped.length} 个休息日${named && `（${named}）`}`,
    en: `${en}: only working hours count; ${skipped.length} ${skipped.length === 1 ? 'day' : 'days'} off skipped${named && ` (${named})`}`,
  }
}
