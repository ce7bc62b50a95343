import { caseNumber } from '#cases/case-number.ts'
import type { CaseChanges, CaseEvent, CaseState, EventData } from '#cases/case-state.ts'
import { handlingClockOf, nextEscalation } from '#cases/clocks.ts'
import { applyEvent, BLANK } from '#cases/history.ts'
import { nextEvent } from '#cases/next-event.ts'
import type { CasePolicy } from '#cases/policy.ts'
import { resumeClock } from '#catalogue/time-limit.ts'
import type { WorkingCalendar } from '#catalogue/working-calendar.ts'
import { type Actor, systemActor } from '#platform/actor.ts'
import { localDay } from '#platform/clock.ts'
import { newId } from '#platform/identifier.ts'
import type { Template } from './case-templates.ts'
import type { PlacePoint } from './place-points.ts'

export interface CopyRules {
  readonly calendar: WorkingCalendar
  readonly policy: CasePolicy
  /** The present of the copies: nothing in them lies after it but what is due. */
  readonly at: Date
}

export interface CopiedCase {
  readonly row: CaseState
  readonly events: readonly CaseEvent[]
  readonly names: readonly string[]
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** Every instant in what an event changed, `ms` later. */
function shifted(value: unknown, ms: number): unknown {
  if (typeof value === 'string') return INSTANT.test(value) ? new Date(Date.parse(value) + ms).toISOString() : value
  if (Array.isArray(value)) return value.map((each) => shifted(each, ms))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shifted(each, ms)]))
}

/** Working time does not move with the clock on the wall: what a running clock is due at is counted anew, by the rule that first counted it. */
function clockAnew(rules: CopyRules, state: CaseState): CaseChanges {
  const clock = handlingClockOf(state)
  if (clock?.runningSince == null || state.clockBudgetMs === null) return {}
  const standing = { ...clock, runningSince: null, dueAt: null }
  const running = resumeClock(rules.calendar, standing, new Date(clock.runningSince))
  const next = nextEscalation(rules.calendar, rules.policy, running, state.clockBudgetMs, state.escalationStep)
  return { dueAt: running.dueAt === null ? null : new Date(running.dueAt), nextEscalationAt: next }
}

const spelled = (changes: CaseChanges): Record<string, unknown> => JSON.parse(JSON.stringify(changes)) as Record<string, unknown>

const actorOf = (event: Pick<CaseEvent, 'cityId' | 'personId' | 'postId' | 'unitId'>, at: Date): Actor => ({
  ...systemActor(event.cityId, at),
  personId: event.personId,
  postId: event.postId,
  unitId: event.unitId,
})

/** One event of the copy: the template's own, re-dated, with the case's new number, place and clock. */
function copyEvent(rules: CopyRules, state: CaseState, template: CaseEvent, ms: number, first: Record<string, unknown>): CaseEvent {
  const at = new Date(template.at.getTime() + ms)
  const { asked, given, set } = JSON.parse(template.data) as EventData
  const moved = { ...(shifted(set, ms) as Record<string, unknown>), ...first }
  const draft = (data: Record<string, unknown>): CaseEvent => {
    const requestId = state.version === 0 ? state.id : newId(at)
    return nextEvent(state, actorOf(template, at), requestId, template.action, template.toStage, { asked, given, set: data })
  }
  if (!('clockRunningSince' in moved)) return draft(moved)
  return draft({ ...moved, ...spelled(clockAnew(rules, applyEvent(state, draft(moved)))) })
}

/** What the ladder would have heard of by now, so that a sweep finds nothing left to do. */
function escalations(rules: CopyRules, from: CaseState): CaseEvent[] {
  const events: CaseEvent[] = []
  let state = from
  while (state.nextEscalationAt !== null && state.nextEscalationAt <= rules.at) {
    const at = state.nextEscalationAt
    const step = state.escalationStep + 1
    const given = { step, level: rules.policy.escalationLadder[step - 1] ?? 'city' }
    const { nextEscalationAt } = clockAnew(rules, { ...state, escalationStep: step })
    const set = spelled({ escalationStep: step, nextEscalationAt: nextEscalationAt ?? null })
    const event = nextEvent(state, systemActor(state.cityId, at), newId(at), 'escalate', state.stage, { asked: '', given, set })
    events.push(event)
    state = applyEvent(state, event)
  }
  return events
}

/**
 * A new case with the template's history `ms` later, at `place`: renumbered, re-dated, its running clock counted anew, what would have escalated by
 * now escalated, and every event hashed after the one before it by the project's own functions. `random` are six bytes of its number.
 */
export function copyHistory(rules: CopyRules, template: Template, ms: number, place: PlacePoint, random: Uint8Array): CopiedCase {
  const { state: model } = template
  const reportedAt = new Date(model.reportedAt.getTime() + ms)
  const day = localDay(reportedAt, rules.calendar.timeZone)
  const number = caseNumber(model.number.split('-')[0] ?? model.cityId, day, random)
  const { lon, lat, placeCode, zoneCode, regionClass, names } = place
  let row: CaseState = { ...BLANK, cityId: model.cityId, id: newId(reportedAt) }
  const events: CaseEvent[] = []
  for (const [index, event] of template.events.entries()) {
    const first = index === 0 ? { number, lon, lat, placeCode, zoneCode, regionClass } : {}
    const copy = copyEvent(rules, row, event, ms, first)
    events.push(copy)
    row = applyEvent(row, copy)
  }
  const late = escalations(rules, row)
  return { row: late.reduce<CaseState>(applyEvent, row), events: [...events, ...late], names }
}
