import { createHash } from 'node:crypto'
import { z } from 'zod'
import { IDENTITY_STATES } from '#identity/audit-states.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { GRID_KINDS } from '#organisation/kinds.ts'
import { maskName } from '#organisation/mask-name.ts'
import { findDivision, findDivisionArea } from '#organisation/queries-divisions.ts'
import { findGrid, listGridsOfCommunity } from '#organisation/queries-grids.ts'
import { findAppointment, findPerson, findPost, findRole } from '#organisation/queries-posts.ts'
import { findGridStaff } from '#organisation/queries-staff.ts'
import { findUnit } from '#organisation/queries-units.ts'
import { listZoneDivisions } from '#organisation/queries-zones.ts'
import { viewSignInSettings } from '#organisation/sign-in-settings.ts'
import type { RecordState } from '#platform/audit-changes.ts'
import type { AuditStates, StateCall } from '#platform/audit-states.ts'

const byId = z.object({ id: z.string() })
const byCode = z.object({ code: z.string() })
const byGrid = z.object({ kind: z.enum(GRID_KINDS), code: z.string() })
const merged = z.object({ codes: z.array(z.string()), code: z.string() })
const split = z.object({ parts: z.array(z.object({ code: z.string() })) })
const redrawn = z.object({ outlines: z.array(z.object({ kind: z.enum(['division', ...GRID_KINDS]), code: z.string() })) })

const todayOf = async ({ tx, actor }: StateCall): Promise<string> => (await readCityToday(tx, actor)).today

/** Account and name of a person, masked: the log tells that they changed, not what they are. */
async function personState({ tx, actor, params }: StateCall): Promise<RecordState> {
  const person = await findPerson(tx, actor.cityId, byId.parse(params).id)
  if (!person) return undefined
  const { name, login, locale, active, passwordHash, mustChangePassword } = person
  return { name: maskName(name), login: login && maskName(login), locale, active, hasPassword: passwordHash !== null, mustChangePassword }
}

async function divisionsState(call: StateCall, codes: readonly string[]): Promise<RecordState> {
  const today = await todayOf(call)
  const found = await Promise.all(codes.map((code) => findDivision(call.tx, call.actor.cityId, code, today)))
  return Object.fromEntries(codes.map((code, index) => [code, found[index]?.name ?? null]))
}

async function gridState(call: StateCall): Promise<RecordState> {
  const { kind, code } = byGrid.parse(call.params)
  const grid = await findGrid(call.tx, call.actor.cityId, kind, code, await todayOf(call))
  return grid && { name: grid.name, regionClass: grid.regionClass, validTo: grid.validTo }
}

const hashOf = (area: unknown): string | null => (area == null ? null : createHash('sha256').update(JSON.stringify(area)).digest('hex'))

/** An outline as its hash: whether it moved can be told, and the earlier one is kept by its own dates. */
async function outlineState(call: StateCall, kind: 'division' | (typeof GRID_KINDS)[number], code: string): Promise<string | null> {
  const [{ tx, actor }, today] = [call, await todayOf(call)]
  if (kind === 'division') return hashOf(await findDivisionArea(tx, actor.cityId, code, today))
  const grid = await findGrid(tx, actor.cityId, kind, code, today)
  const beside = grid ? await listGridsOfCommunity(tx, actor.cityId, grid.communityCode, kind, today) : []
  return hashOf(beside.find((each) => each.code === code)?.area)
}

async function outlinesState(call: StateCall): Promise<RecordState> {
  const { outlines } = redrawn.parse(call.body)
  const hashes = await Promise.all(outlines.map(({ kind, code }) => outlineState(call, kind, code)))
  return Object.fromEntries(outlines.map(({ kind, code }, index) => [`${kind} ${code}`, hashes[index]]))
}

/** The last day of something that is ended. */
const endState =
  (find: (call: StateCall, id: string) => Promise<{ readonly validTo: string | null } | undefined>) =>
  async (call: StateCall): Promise<RecordState> => {
    const row = await find(call, byId.parse(call.params).id)
    return row && { validTo: row.validTo }
  }
const appointmentEnd = endState(({ tx, actor }, id) => findAppointment(tx, actor.cityId, id))

/** What changes of places, people and roles act on. */
export const ORGANISATION_STATES: AuditStates = {
  ...IDENTITY_STATES,
  'sign-in.set': async ({ tx, actor }) => (await viewSignInSettings(tx, actor)).settings,
  'division.rename': (call) => divisionsState(call, [byCode.parse(call.params).code]),
  'division.merge': (call) => divisionsState(call, [...merged.parse(call.body).codes, merged.parse(call.body).code]),
  'division.split': (call) =>
    divisionsState(call, [byCode.parse(call.params).code, ...split.parse(call.body).parts.map(({ code }) => code)]),
  'division.move': async (call) => {
    const found = await findDivision(call.tx, call.actor.cityId, byCode.parse(call.params).code, await todayOf(call))
    return { code: found?.code ?? null, parentCode: found?.parentCode ?? null }
  },
  'outline.redraw': outlinesState,
  'grid.rename': gridState,
  'grid.close': gridState,
  'zone.set-divisions': async (call) => {
    const members = await listZoneDivisions(call.tx, call.actor.cityId, await todayOf(call))
    return {
      divisionCodes: members.filter(({ zoneCode }) => zoneCode === byCode.parse(call.params).code).map(({ divisionCode }) => divisionCode),
    }
  },
  'unit.close': endState(({ tx, actor }, id) => findUnit(tx, actor.cityId, id)),
  'post.close': endState(({ tx, actor }, id) => findPost(tx, actor.cityId, id)),
  'appointment.end': appointmentEnd,
  'administrator.end': appointmentEnd,
  'grid-staff.end': endState(({ tx, actor }, id) => findGridStaff(tx, actor.cityId, id)),
  'person.change': personState,
  'person.set-login': personState,
  'person.set-active': personState,
  'person.reset-password': personState,
  'role.edit': async ({ tx, actor, params }) => {
    const role = await findRole(tx, actor.cityId, byCode.parse(params).code)
    return role && { name: role.name, nameEn: role.nameEn, permissions: [...role.permissions].sort() }
  },
}
