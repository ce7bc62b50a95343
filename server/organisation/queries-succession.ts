import { sql } from 'kysely'
import { type Area, PRECISION } from '#organisation/area.ts'
import { inForce } from '#organisation/in-force.ts'
import type { GridKind } from '#organisation/kinds.ts'
import type { Outline } from '#organisation/queries-coverage.ts'
import type { CodeChange, Register } from '#organisation/succession.ts'
import type { DivisionSuccessionTable } from '#organisation/tables.ts'
import type { Db } from '#platform/db.ts'

const column = <T, K extends keyof T>(rows: readonly T[], key: K): T[K][] => rows.map((row) => row[key])

/** A place in the tree below a division, in force on the day, with the first day of its version. */
export interface PlaceBelow {
  readonly register: Register
  readonly code: string
  readonly parentCode: string
  readonly validFrom: string
  readonly validTo: string | null
}

/** Everything strictly below the given divisions, in every register, locked until the transaction ends. */
export async function lockPlacesBelow(tx: Db, cityId: string, codes: readonly string[], on: string): Promise<PlaceBelow[]> {
  const divisions = await sql<PlaceBelow>`
    select 'division' as register, code, parent_code, valid_from, valid_to from division
    where city_id = ${cityId} and ${inForce('division', on)} and not code = any(${codes}::text[])
      and exists (select from unnest(${codes}::text[]) as top(code) where starts_with(division.code, top.code))
    order by code for update`.execute(tx)
  const grids = await sql<PlaceBelow>`
    select kind as register, code, community_code as parent_code, valid_from, valid_to from grid
    where city_id = ${cityId} and ${inForce('grid', on)}
      and exists (select from unnest(${codes}::text[]) as top(code) where starts_with(grid.community_code, top.code))
    order by kind, code for update`.execute(tx)
  return [...divisions.rows, ...grids.rows]
}

/** Every code ever given below any of these codes, by register. */
export async function listNumbersUsed(tx: Db, cityId: string, codes: readonly string[]): Promise<Record<Register, string[]>> {
  const below = sql`exists (select from unnest(${codes}::text[]) as top(code) where starts_with(place.code, top.code))`
  const { rows } = await sql<{ register: Register; code: string }>`
    select 'division' as register, code from division place where city_id = ${cityId} and ${below}
    union select kind, code from grid place where city_id = ${cityId} and ${below}`.execute(tx)
  const of = (register: Register): string[] => rows.filter((row) => row.register === register).map((row) => row.code)
  return { division: of('division'), management: of('management'), unit: of('unit') }
}

export interface PlaceShare {
  readonly register: Register
  readonly code: string
  readonly part: string
}

/** Which of the proposed parts each direct child of a division lies in, with more than `tolerance` square metres. */
export async function listShares(
  tx: Db,
  cityId: string,
  code: string,
  parts: readonly Outline[],
  on: string,
  tolerance: number,
): Promise<PlaceShare[]> {
  const { rows } = await sql<PlaceShare>`
    with part as materialized (
      select p.code, st_setsrid(st_geomfromgeojson(p.area::text), 4326) as area from json_to_recordset(${JSON.stringify(parts)}::json) as p(code text, area json)
    ), child as (
      select 'division' as register, code, area from division
      where city_id = ${cityId} and parent_code = ${code} and area is not null and ${inForce('division', on)}
      union all
      select kind, code, area from grid where city_id = ${cityId} and community_code = ${code} and ${inForce('grid', on)}
    )
    select child.register, child.code, part.code as part from child join part on part.area && child.area
    where st_area(st_intersection(child.area, part.area, ${PRECISION}::float8)::geography) > ${tolerance}
    order by 1, 2, 3`.execute(tx)
  return rows
}

export interface NewCode {
  readonly id: string
  readonly code: string
  readonly to: string
  readonly parentCode: string
}

/** Ends the versions in force of divisions and opens them under their new codes, all else unchanged. */
export async function setDivisionsMoved(tx: Db, cityId: string, moves: readonly NewCode[], on: string): Promise<void> {
  if (moves.length === 0) return
  await sql`
    with move as (
      select * from unnest(${column(moves, 'id')}::uuid[], ${column(moves, 'code')}::text[], ${column(moves, 'to')}::text[],
        ${column(moves, 'parentCode')}::text[]) as m(id, from_code, to_code, parent_code)
    ), ended as (
      update division set valid_to = ${on}::date from move
      where division.city_id = ${cityId} and division.code = move.from_code and ${inForce('division', on)} returning division.*
    )
    insert into division (city_id, id, code, level, parent_code, name, name_en, area, synthetic, valid_from, valid_to)
    select ended.city_id, move.id, move.to_code, level, move.parent_code, name, name_en, area, synthetic, ${on}::date, null
    from ended join move on move.from_code = ended.code`.execute(tx)
}

/** Ends the versions in force of grids of a kind and opens them under their new codes, all else unchanged. */
export async function setGridsMoved(tx: Db, cityId: string, kind: GridKind, moves: readonly NewCode[], on: string): Promise<void> {
  if (moves.length === 0) return
  await sql`
    with move as (
      select * from unnest(${column(moves, 'id')}::uuid[], ${column(moves, 'code')}::text[], ${column(moves, 'to')}::text[],
        ${column(moves, 'parentCode')}::text[]) as m(id, from_code, to_code, parent_code)
    ), ended as (
      update grid set valid_to = ${on}::date from move
      where grid.city_id = ${cityId} and grid.kind = ${kind} and grid.code = move.from_code and ${inForce('grid', on)} returning grid.*
    )
    insert into grid (city_id, id, code, kind, community_code, name, area, region_class, synthetic, valid_from, valid_to)
    select ended.city_id, move.id, move.to_code, kind, move.parent_code, name, area, region_class, synthetic, ${on}::date, null
    from ended join move on move.from_code = ended.code`.execute(tx)
}

export interface GridPiece extends NewCode {
  readonly area: Area
  readonly name: string
}

/** Opens one piece of a grid ended on `on`: what of it lies in `piece.area`. */
export async function insertGridPiece(tx: Db, cityId: string, kind: GridKind, piece: GridPiece, on: string): Promise<void> {
  await sql`
    insert into grid (city_id, id, code, kind, community_code, name, area, region_class, synthetic, valid_from, valid_to)
    select city_id, ${piece.id}::uuid, ${piece.to}, kind, ${piece.parentCode}, name || ${piece.name},
      st_multi(st_collectionextract(st_intersection(area, st_setsrid(st_geomfromgeojson(${JSON.stringify(piece.area)}), 4326), ${PRECISION}::float8), 3)),
      region_class, synthetic, ${on}::date, null
    from grid where city_id = ${cityId} and kind = ${kind} and code = ${piece.code} and valid_to = ${on}::date`.execute(tx)
}

export async function insertSuccessions(tx: Db, rows: readonly DivisionSuccessionTable[]): Promise<void> {
  if (rows.length > 0)
    await tx
      .insertInto('divisionSuccession')
      .values([...rows])
      .execute()
}

/** What a code became and what it came from, oldest first. */
export const listSuccessions = (tx: Db, cityId: string, code: string): Promise<DivisionSuccessionTable[]> =>
  tx
    .selectFrom('divisionSuccession')
    .selectAll()
    .where('cityId', '=', cityId)
    .where((where) => where.or([where('fromCode', '=', code), where('toCode', '=', code)]))
    .orderBy('onDate')
    .orderBy('id')
    .execute()

const changeRows = (changes: readonly CodeChange[]) =>
  sql`unnest(${column(changes, 'from')}::text[], ${column(changes, 'to')}::text[]) as change(from_code, to_code)`

/** Zone membership goes over to the new codes from the day on; a code that stays keeps the membership it has. */
export async function setZoneMembershipMoved(tx: Db, cityId: string, changes: readonly CodeChange[], on: string): Promise<void> {
  await sql`
    insert into zone_division (city_id, zone_code, division_code, valid_from, valid_to)
    select m.city_id, m.zone_code, change.to_code, ${on}::date, case when bool_and(m.valid_to is not null) then max(m.valid_to) end
    from zone_division m join ${changeRows(changes)} on change.from_code = m.division_code and change.to_code <> m.division_code
    where m.city_id = ${cityId} and ${inForce('m', on)} and not exists (
      select from zone_division known where known.city_id = m.city_id and known.zone_code = m.zone_code
        and known.division_code = change.to_code and ${inForce('known', on)})
    group by m.city_id, m.zone_code, change.to_code`.execute(tx)
  await sql`
    update zone_division set valid_to = ${on}::date
    where city_id = ${cityId} and ${inForce('zone_division', on)}
      and division_code in (select from_code from ${changeRows(changes)})
      and division_code not in (select to_code from ${changeRows(changes)})`.execute(tx)
}

/** Units stand where their place now is; of several successors the first is the heir. Returns the ids of the units concerned. */
export async function setUnitAreasMoved(tx: Db, cityId: string, heirs: readonly CodeChange[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update unit set area_code = change.to_code from ${changeRows(heirs)}
    where unit.city_id = ${cityId} and unit.area_code = change.from_code and change.to_code <> change.from_code returning unit.id`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}

/** Posts with areas of their own see all successors of each area. Returns the ids of the posts concerned. */
export async function setPostAreasMoved(tx: Db, cityId: string, changes: readonly CodeChange[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update post set area_codes = array(
      select distinct coalesce(change.to_code, own.code) from unnest(post.area_codes) as own(code)
      left join ${changeRows(changes)} on change.from_code = own.code order by 1)
    where city_id = ${cityId} and area_codes && ${column(changes, 'from')}::text[] returning id`.execute(tx)
  return rows.map((row) => row.id)
}

/** Ends the staff of grids on a day. Returns what was ended, so that it can be opened elsewhere. */
export async function setGridStaffEnded(tx: Db, cityId: string, gridCodes: readonly string[], on: string) {
  if (gridCodes.length === 0) return []
  const before = await tx
    .selectFrom('gridStaff')
    .selectAll()
    .where('cityId', '=', cityId)
    .where('gridCode', 'in', gridCodes)
    .where(inForce('gridStaff', on))
    .orderBy('id')
    .forUpdate()
    .execute()
  const ids = before.map(({ id }) => id)
  if (ids.length > 0) await tx.updateTable('gridStaff').set({ validTo: on }).where('cityId', '=', cityId).where('id', 'in', ids).execute()
  return before
}
