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

type Counted = 'continuous' | 'working'
const MEASURES: Readonly<Record<Counted, string>> = { working: '工作时间', continuous: '连续时间' }

/** 422 `limit.mixed_measure`: working time and continuous time cannot be added to each other. */
export function mixedMeasure(clock: Counted, extra: Counted): Problem {
  const zh = `时限的计时方式不一致（原为${MEASURES[clock]}，增加的为${MEASURES[extra]}）：工作时间与连续时间不能相加`
  const en = `The measures differ (the limit is ${clock}, the addition ${extra}): working time and continuous time cannot be added`
  return new Problem('limit.mixed_measure', 422, { zh, en }, { field: 'extra.unit', clock, extra })
}

/** 422 `limit.bad_value`: the amount of a limit is not one that can be counted; `rule` says what it has to be. */
export function badLimitValue(value: number, rule: Bilingual): Problem {
  const zh = `时限数值有误（${value}）：${rule.zh}`
  const en = `The value of a time limit is wrong (${value}): ${rule.en}`
  return new Problem('limit.bad_value', 422, { zh, en }, { field: 'value', value: String(value) })
}

/** 404 `catalogue.unknown_version`: the city has no version with this id. */
export function unknownVersion(id: string): Problem {
  return new Problem(
    'catalogue.unknown_version',
    404,
    { zh: `没有编号为 ${id} 的目录版本`, en: `There is no catalogue version ${id}` },
    { field: 'versionId', value: id },
  )
}

/** 404 `catalogue.none_in_force`: no approved version had taken effect by this day. */
export function noneInForce(day: string): Problem {
  return new Problem('catalogue.none_in_force', 404, { zh: `${day} 没有生效的问题目录`, en: `No catalogue is in force on ${day}` }, { day })
}

/** 404 `catalogue.unknown_entry`: the version has no such type, condition or rule; `field` says which was asked for. */
export function unknownEntry(field: 'typeCode' | 'condition' | 'rule', key: string): Problem {
  const names = {
    typeCode: ['问题类型', 'problem type'],
    condition: ['立案条件', 'filing condition'],
    rule: ['责任规则', 'responsibility rule'],
  } as const
  const [zh, en] = names[field]
  return new Problem(
    'catalogue.unknown_entry',
    404,
    { zh: `该目录版本没有${zh} ${key}`, en: `This catalogue version has no ${en} ${key}` },
    { field, value: key },
  )
}

/** 409 `catalogue.not_a_draft`: an approved version never changes; make a draft from it instead. */
export function notADraft(number: number): Problem {
  const zh = `目录第 ${number} 版已批准，不能修改；请以它为底稿新建草案`
  const en = `Version ${number} is approved and cannot change; make a draft from it instead`
  return new Problem('catalogue.not_a_draft', 409, { zh, en }, { number })
}

/** 403 `catalogue.approver_is_drafter`: a version is approved by another person than the one who drafted it, and by a person at all. */
export function approverIsDrafter(): Problem {
  const zh = '草案须由起草、修改者以外的人员批准'
  const en = 'A draft is approved by another person than those who drafted and changed it'
  return new Problem('catalogue.approver_is_drafter', 403, { zh, en })
}

/** 422 `catalogue.effective_in_past`: a version may not take effect before today, since cases were filed under the one in force then. */
export function effectiveInPast(day: string, today: string): Problem {
  const zh = `生效日期 ${day} 早于今天（${today}）：已有案件按当时的目录立案`
  const en = `The date of effect ${day} is before today (${today}): cases were filed under the catalogue of that day`
  return new Problem('catalogue.effective_in_past', 422, { zh, en }, { field: 'effectiveFrom', value: day, today })
}

/** 422 `catalogue.flawed`: the entry or the version breaks rules; `flaws` lists each with its part, key, field, value and the rule in both languages. */
export function flawedCatalogue(flaws: readonly object[]): Problem {
  const zh = `目录内容有 ${flaws.length} 处不合规则，见 flaws`
  const en = `The catalogue breaks its rules in ${flaws.length} ${flaws.length === 1 ? 'place' : 'places'}, see flaws`
  return new Problem('catalogue.flawed', 422, { zh, en }, { flaws })
}

/** 409 `catalogue.type_in_use`: a type goes only after its conditions and the rules that name it. */
export function typeInUse(code: string): Problem {
  const zh = `问题类型 ${code} 还有立案条件或责任规则，请先删除它们`
  const en = `Problem type ${code} still has filing conditions or responsibility rules; remove those first`
  return new Problem('catalogue.type_in_use', 409, { zh, en }, { field: 'typeCode', value: code })
}

/** 413 `catalogue.workbook_too_large`: the file, or what it unpacks to, is beyond what a catalogue can be. */
export function workbookTooLarge(what: Bilingual, most: number): Problem {
  const zh = `工作簿过大：${what.zh}最多 ${most}`
  const en = `The workbook is too large: ${what.en}, at most ${most}`
  return new Problem('catalogue.workbook_too_large', 413, { zh, en }, { field: 'file', most })
}

/** 422 `catalogue.workbook_unreadable`: the file is not a readable .xlsx workbook. */
export function workbookUnreadable(reason: Bilingual): Problem {
  const zh = `无法读取工作簿：${reason.zh}`
  const en = `The workbook cannot be read: ${reason.en}`
  return new Problem('catalogue.workbook_unreadable', 422, { zh, en }, { field: 'file' })
}

/** 404 `calendar.unknown_city`: there is no such city, hence no calendar. */
export function unknownCity(cityId: string): Problem {
  return new Problem(
    'calendar.unknown_city',
    404,
    { zh: `没有城市 ${cityId}`, en: `There is no city ${cityId}` },
    { field: 'cityId', value: cityId },
  )
}

/** 422 `calendar.past_day`: days of a published year that are over may not change, since deadlines were judged by them. */
export function pastDay(days: readonly string[], today: string): Problem {
  const zh = `${days.join('、')} 已过（今天 ${today}），所在年份已公布，不能再改：已有时限按它计算`
  const en = `${days.join(', ')}: over by today (${today}) in a published year, so it cannot change; deadlines were judged by it`
  return new Problem('calendar.past_day', 422, { zh, en }, { field: 'days', days, today })
}

/** 422 `calendar.wrong_year`: a day listed for a year lies in another one. */
export function wrongYear(days: readonly string[], year: number): Problem {
  const zh = `${days.join('、')} 不在 ${year} 年`
  const en = `${days.join(', ')}: not in the year ${year}`
  return new Problem('calendar.wrong_year', 422, { zh, en }, { field: 'days', days, year })
}

function describeInstant(instant: Date): string {
  return Number.isNaN(instant.getTime()) ? 'Invalid Date' : instant.toISOString()
}
