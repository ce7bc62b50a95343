import { announceChange, requireCovered } from '#organisation/carry-over.ts'
import { checkChangeDay } from '#organisation/change-day.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { type Division, insertNextVersion, lockDivisions, setDivisionsEnded } from '#organisation/queries-divisions.ts'
import { insertSuccessions } from '#organisation/queries-succession.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'

export interface RenameDivision {
  readonly code: string
  readonly name: string
  readonly nameEn: string | null
  /** First day of the new name, 'YYYY-MM-DD', not in the future. */
  readonly on: string
}

/** Gives a division another name from a day on; before that day it keeps the old one. Throws organisation.not_found, .wrong_day. */
export async function renameDivision(tx: Db, actor: Actor, { code, name, nameEn, on }: RenameDivision): Promise<Division> {
  const { today } = await readCityToday(tx, actor)
  requireCovered(actor, [code])
  const [old] = await lockDivisions(tx, actor.cityId, [code], on)
  if (old === undefined) throw organisationProblems.noDivision(code, 'code')
  checkChangeDay(on, today, [old])
  await setDivisionsEnded(tx, actor.cityId, [code], on)
  const { cityId, ...kept } = old
  const renamed = { ...kept, id: newId(actor.at), name, nameEn, validFrom: on, validTo: null }
  await insertNextVersion(tx, cityId, renamed)
  await insertSuccessions(tx, [{ cityId, id: newId(actor.at), fromCode: code, toCode: code, kind: 'rename', onDate: on }])
  await announceChange(tx, actor, { kind: 'rename', on, codes: [], changes: [{ from: code, to: code }], placeCode: code })
  return { cityId, ...renamed }
}
