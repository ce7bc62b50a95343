import { type RawBuilder, sql } from 'kysely'
import type { Stage } from '#cases/lifecycle.ts'
import type { LightMoments } from '#cases/light-moments.ts'
import { lightSql } from '#cases/queries-lights.ts'
import type { Sight, Where } from '#cases/queries-lists.ts'
import { isOverdue } from '#cases/queries-overview.ts'
import { casesIn, type Shown } from '#cases/queries-tiles.ts'
import type { Tile } from '#cases/tiles.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import '#cases/tables.ts'

/** A cell with a single case. */
export interface LoneCase {
  readonly id: string
  readonly number: string
  readonly stage: Stage
  readonly typeCode: string | null
}

/** The cases of one cell; `worst` is the worst light, 0 none to 3 red. `lone` is the case where `count` is 1. */
export interface CaseCell {
  readonly count: number
  readonly overdue: number
  readonly worst: number
  readonly lon: number
  readonly lat: number
  readonly urgent: boolean
  readonly lone: LoneCase | null
}

/** Which of the `cells` by `cells` cells of its tile a case lies in, row by row from the north; web Mercator as in tiles.ts. A cell never reaches into the next tile. */
function cellOf({ z, x, y }: Tile, cells: number): RawBuilder<number> {
  const within = (fraction: RawBuilder<number>): RawBuilder<number> =>
    sql`least(greatest(floor((${fraction}) * ${cells}::int), 0), ${cells - 1}::int)::int`
  const side = 2 ** z
  const column = within(sql`(lon + 180) / 360 * ${side}::float8 - ${x}::float8`)
  const row = within(sql`(1 - asinh(tan(radians(lat))) / pi()) / 2 * ${side}::float8 - ${y}::float8`)
  return sql`${row} * ${cells}::int + ${column}`
}

/**
 * The cases of a tile gathered by a grid of `cells` by `cells`, each with the worst light inside it: as many rows as cells, however many cases. A city
 * seen whole gathers all its open cases: everything asked of each of them is in the index case_open, and only lone
 * ones are read themselves, by their number in the collation of its index.
 */
export async function listCaseCells(
  tx: Db,
  actor: Actor,
  tile: Tile,
  shown: Shown,
  lights: LightMoments,
  cells: number,
): Promise<CaseCell[]> {
  const seen = (sight: Sight) =>
    tx
      .selectFrom('case')
      .select(['number', 'lon', 'lat', cellOf(tile, cells).as('cell')])
      .select(sql<boolean>`"case".urgency = 'urgent'`.as('urgent'))
      .select(sql<number>`case ${lightSql(lights)} when 'red' then 3 when 'yellow' then 2 when 'green' then 1 else 0 end`.as('light'))
      .select(sql<boolean>`"case".closed_at is null and ${isOverdue(lights.at)}`.as('late'))
      .where((where) => casesIn(where as unknown as Where, actor, tile, shown, sight))
  const { rows } = await sql<CaseCell>`
    with seen as (${seen('row')} union all ${seen('part')}),
    gathered as (
      select cell, count(*) as count, avg(lon) as lon, avg(lat) as lat, max(light) as worst, count(*) filter (where late) as overdue,
        bool_or(urgent) as urgent, (case when count(*) = 1 then min(number collate "C") end) collate "default" as number
      from seen group by cell
    )
    select count, gathered.lon, gathered.lat, worst, overdue, urgent,
      case when id is not null then json_build_object('id', id, 'number', "case".number, 'stage', stage, 'typeCode', type_code) end as lone
    from gathered left join "case" on "case".city_id = ${actor.cityId} and "case".number = gathered.number order by cell`.execute(tx)
  return rows
}
