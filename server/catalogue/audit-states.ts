import { z } from 'zod'
import { findFilingCondition, findProblemType, findVersion, listResponsibilityRules } from '#catalogue/queries.ts'
import { listCalendarDays, listWorkingSlots, listWorkingYears } from '#catalogue/queries-calendar.ts'
import type { RecordState } from '#platform/audit-changes.ts'
import type { AuditStates, StateCall } from '#platform/audit-states.ts'

const version = z.object({ versionId: z.string() })
const entry = version.extend({ code: z.string() })
const condition = entry.extend({ number: z.number() })
const rule = version.extend({ number: z.number() })

/** A row without what only says where it is kept. */
const plain = <Row extends { readonly cityId: string }>(row: Row | undefined): RecordState => {
  if (!row) return undefined
  const { cityId: _, ...fields } = row
  return fields
}

async function versionState({ tx, actor, params }: StateCall): Promise<RecordState> {
  const found = await findVersion(tx, actor.cityId, version.parse(params).versionId)
  return found && { status: found.status, effectiveFrom: found.effectiveFrom, note: found.note }
}

async function typeState({ tx, actor, params }: StateCall): Promise<RecordState> {
  const { versionId, code } = entry.parse(params)
  return plain(await findProblemType(tx, actor.cityId, versionId, code))
}

async function conditionState({ tx, actor, params }: StateCall): Promise<RecordState> {
  const { versionId, code, number } = condition.parse(params)
  return plain(await findFilingCondition(tx, actor.cityId, versionId, code, number))
}

async function ruleState({ tx, actor, params }: StateCall): Promise<RecordState> {
  const { versionId, number } = rule.parse(params)
  return plain((await listResponsibilityRules(tx, actor.cityId, versionId)).find((each) => each.number === number))
}

async function yearState({ tx, actor }: StateCall, year: number): Promise<RecordState> {
  const days = await listCalendarDays(tx, actor.cityId, year)
  const published = (await listWorkingYears(tx, actor.cityId)).includes(year)
  return { published, days: days.map(({ day, kind, name }) => `${day} ${kind} ${name}`) }
}

async function dayState({ tx, actor, params }: StateCall): Promise<RecordState> {
  const { day } = z.object({ day: z.string() }).parse(params)
  const found = (await listCalendarDays(tx, actor.cityId, Number(day.slice(0, 4)))).find((each) => each.day === day)
  return { kind: found?.kind ?? null, name: found?.name ?? null }
}

/** What changes of the catalogue and the calendar act on. */
export const CATALOGUE_STATES: AuditStates = {
  'catalogue.approve': versionState,
  'catalogue.discard': versionState,
  'catalogue.change-type': typeState,
  'catalogue.remove-type': typeState,
  'catalogue.change-condition': conditionState,
  'catalogue.remove-condition': conditionState,
  'catalogue.change-rule': ruleState,
  'catalogue.remove-rule': ruleState,
  'calendar.set-year': (call) => yearState(call, z.object({ year: z.number() }).parse(call.params).year),
  'calendar.set-day': dayState,
  'calendar.set-hours': async ({ tx, actor }) => ({
    slots: await listWorkingSlots(tx, actor.cityId),
  }),
}
