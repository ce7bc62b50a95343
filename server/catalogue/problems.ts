import { type Bilingual, Problem } from '#platform/problem.ts'

/** 422 `calendar.unknown_year`: the calendar of `year` is not published, so nothing may be computed in it. `knownUntil` is the last published year, null when none is. */
export function unknownYear(year: number, knownUntil: number | null): Problem {
  const zh = `工作日历没有 ${year} 年的安排${knownUntil === null ? '' : `（已公布至 ${knownUntil} 年）`}，不能推算该年的时限`
  const en = `The working calendar does not know the year ${year}${knownUntil === null ? '' : ` (published until ${knownUntil})`}; no time limit can be computed in it`
  return new Problem('calendar.unknown_year', 422, { zh, en }, { year, knownUntil })
}

/** 422 `calendar.bad_source`: a calendar as stored or edited breaks a rule; `field` is the field at fault and `value` what stood there. */
export function badCalendarSource(field: string, value: string, rule: Bilingual): Problem {
  const zh = `工作日历的 ${field} 有误（${value}）：${rule.zh}`
  const en = `Working calendar: ${field} is wrong (${value}): ${rule.en}`
  return new Problem('calendar.bad_source', 422, { zh, en }, { field, value })
}

/** 422 `calendar.bad_day`: a day is not written YYYY-MM-DD or does not exist. */
export function badDay(day: string): Problem {
  const zh = `日期“${day}”有误：应写作 YYYY-MM-DD，且确有其日`
  const en = `"${day}" is not a day: write YYYY-MM-DD, and it must exist`
  return new Problem('calendar.bad_day', 422, { zh, en }, { field: 'day', value: day })
}

/** 422 `calendar.reversed_interval`: an interval ends before it begins, or one of its ends is no instant at all. */
export function reversedInterval(from: Date, to: Date): Problem {
  const [start, end] = [describeInstant(from), describeInstant(to)]
  const zh = `时间段有误：开始 ${start} 不得晚于结束 ${end}`
  const en = `The interval is wrong: its start ${start} must not be later than its end ${end}`
  return new Problem('calendar.reversed_interval', 422, { zh, en }, { from: start, to: end })
}

/** 422 `limit.mixed_measure`: working time and continuous time cannot be added to each other. */
export function mixedMeasure(clock: string, extra: string): Problem {
  const zh = `时限的计时方式不一致（原为 ${clock}，增加的为 ${extra}）：工作时间与连续时间不能相加`
  const en = `The measures differ (the limit is ${clock}, the addition ${extra}): working time and continuous time cannot be added`
  return new Problem('limit.mixed_measure', 422, { zh, en }, { clock, extra })
}

/** 422 `limit.bad_value`: the amount of a limit is not one that can be counted; `rule` says what it has to be. */
export function badLimitValue(value: number, rule: Bilingual): Problem {
  const zh = `时限数值有误（${value}）：${rule.zh}`
  const en = `The value of a time limit is wrong (${value}): ${rule.en}`
  return new Problem('limit.bad_value', 422, { zh, en }, { field: 'value', value: String(value) })
}

function describeInstant(instant: Date): string {
  return Number.isNaN(instant.getTime()) ? 'Invalid Date' : instant.toISOString()
}
