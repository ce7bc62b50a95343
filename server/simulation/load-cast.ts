import type { Unit } from '#organisation/queries-units.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { Cast, type Seat } from '#simulation/cast.ts'
import { listRoles, listSeats, listUnitsInForce, listZoneDivisions, type SeatRow } from '#simulation/queries.ts'

/** Everybody in a post of the city on a day ('YYYY-MM-DD'), with what they may do and where, in four queries; `shown` are the logins of those who are shown to visitors. */
export async function loadCast(db: Db, cityId: string, on: string, shown: readonly string[] = []): Promise<Cast> {
  const units = await listUnitsInForce(db, cityId, on)
  const rows = await listSeats(db, cityId, on)
  const permissions = new Map((await listRoles(db, cityId)).map((role) => [role.code, new Set(role.permissions)]))
  const zones = Map.groupBy(await listZoneDivisions(db, cityId, on), ({ zoneCode }) => zoneCode)
  const unitById = new Map(units.map((unit) => [unit.id, unit]))
  const memberOf = Map.groupBy(rows, ({ personId }) => personId)
  const seats = rows.flatMap((row): Seat[] => {
    const unit = unitById.get(row.unitId)
    if (unit === undefined) return []
    const actor = actorOf(row, unit, {
      permissions: permissions.get(row.roleCode) ?? new Set(),
      memberOf: [...new Set((memberOf.get(row.personId) ?? []).map(({ unitId }) => unitId))],
      areas: row.areaCodes ?? zones.get(unit.zoneCode ?? '')?.map(({ divisionCode }) => divisionCode) ?? [unit.areaCode],
    })
    return [
      { actor, personId: row.personId, postId: row.postId, unit, deputy: row.kind === 'deputy', shown: shown.includes(row.login ?? '') },
    ]
  })
  return new Cast(seats, units)
}

const actorOf = (row: SeatRow, unit: Unit, facts: Pick<Actor, 'permissions' | 'memberOf' | 'areas'>): Actor => ({
  cityId: unit.cityId,
  personId: row.personId,
  postId: row.postId,
  unitId: unit.id,
  level: unit.level,
  ofCentre: unit.kind === 'centre' || unit.kind === 'workstation',
  rank: row.rank,
  locale: 'zh',
  at: new Date(0),
  ...facts,
})
