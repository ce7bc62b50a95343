import { type Insertable, type Selectable, sql } from 'kysely'
import type { PatrolTable } from '#field/tables.ts'
import type { Db, Tables } from '#platform/db.ts'
import '#field/tables.ts'
import '#organisation/tables.ts'

export type Patrol = Selectable<PatrolTable>

export const findPatrol = (tx: Db, cityId: string, id: string): Promise<Patrol | undefined> =>
  tx.selectFrom('patrol').selectAll().where('cityId', '=', cityId).where('id', '=', id).executeTakeFirst()

/** The patrol of a person that nobody has ended. */
export const findRunningPatrol = (tx: Db, cityId: string, personId: string): Promise<Patrol | undefined> =>
  tx
    .selectFrom('patrol')
    .selectAll()
    .where('cityId', '=', cityId)
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()

/** Adds a patrol, unless there is one of that id or the person has one running; says whether it did. */
export async function insertPatrol(tx: Db, patrol: Insertable<PatrolTable>): Promise<boolean> {
  const added = await tx
    .insertInto('patrol')
    .values(patrol)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return added.length > 0
}

/** Ends a patrol by its person, who says it once: an end of the schedule gives way, an own one stays. */
export const setPatrolEnd = (tx: Db, cityId: string, id: string, endedAt: Date) =>
  tx
    .updateTable('patrol')
    .set({ endedAt, endedBy: 'person' })
    .where('cityId', '=', cityId)
    .where('id', '=', id)
    .where((where) => where.or([where('endedBy', 'is', null), where('endedBy', '=', 'schedule')]))
    .execute()

/** Ends what should have ended by now, at the moment it should have, of one person or of everybody. */
export const setOverdueEnds = (tx: Db, cityId: string, at: Date, personId?: string) =>
  tx
    .updateTable('patrol')
    .set((where) => ({ endedAt: where.ref('endsBy'), endedBy: 'schedule' as const }))
    .where('cityId', '=', cityId)
    .where('endedAt', 'is', null)
    .where('endsBy', '<=', at)
    .$if(personId !== undefined, (query) => query.where('personId', '=', personId ?? ''))
    .execute()

/** Checks in to a grid; the first time in a patrol counts. */
export const insertCheckIn = (tx: Db, row: Tables['patrolCheckIn']) =>
  tx
    .insertInto('patrolCheckIn')
    .values(row)
    .onConflict((conflict) => conflict.columns(['cityId', 'patrolId', 'gridCode']).doNothing())
    .execute()

export const findCheckIn = (tx: Db, cityId: string, patrolId: string, gridCode: string) =>
  tx
    .selectFrom('patrolCheckIn')
    .select(['gridCode', 'how'])
    .where('cityId', '=', cityId)
    .where('patrolId', '=', patrolId)
    .where('gridCode', '=', gridCode)
    .executeTakeFirst()

export interface Visit {
  readonly cityId: string
  readonly personId: string
  readonly day: string
  readonly gridCode: string
  readonly visited: readonly number[]
  /** Of the whole grid. */
  readonly cells: number
}

/** Adds cells to those visited of a grid on a day, each once however often it is told; answers how many there are now. */
export async function appendVisit(tx: Db, { cityId, personId, day, gridCode, visited, cells }: Visit): Promise<number> {
  const { rows } = await sql<{ visited: number }>`
    insert into patrol_visit (city_id, person_id, day, grid_code, visited, cells)
    values (${cityId}, ${personId}::uuid, ${day}::date, ${gridCode}, ${JSON.stringify(visited)}::jsonb, ${cells})
    on conflict (city_id, person_id, day, grid_code) do update set cells = excluded.cells, visited = (
      select jsonb_agg(distinct each.cell) from jsonb_array_elements(patrol_visit.visited || excluded.visited) as each(cell)
    ) returning jsonb_array_length(visited) as visited`.execute(tx)
  return rows[0]?.visited ?? 0
}

/** How much of each grid a person was in, day by day; never which part of it. */
export const listVisitsOf = (tx: Db, cityId: string, personId: string, from: string, to: string) =>
  tx
    .selectFrom('patrolVisit')
    .select(['day', 'gridCode', 'cells', sql<number>`jsonb_array_length(visited)`.as('visited')])
    .where('cityId', '=', cityId)
    .where('personId', '=', personId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .orderBy('gridCode')
    .execute()

const inPlaces = (column: string, places: readonly string[]) =>
  places.length === 0
    ? sql<boolean>`false`
    : sql<boolean>`(${sql.join(
        places.map((place) => sql`starts_with(${sql.ref(column)}, ${place})`),
        sql` or `,
      )})`

/** Who was in how much of the grids of these places on a day, with names; and whether they checked in there. */
export const listVisitsIn = (tx: Db, cityId: string, places: readonly string[], day: string, limit: number) =>
  tx
    .selectFrom('patrolVisit')
    .innerJoin('person', (join) => join.onRef('person.cityId', '=', 'patrolVisit.cityId').onRef('person.id', '=', 'patrolVisit.personId'))
    .leftJoin('grid', (join) =>
      join
        .onRef('grid.cityId', '=', 'patrolVisit.cityId')
        .onRef('grid.code', '=', 'patrolVisit.gridCode')
        .on('grid.kind', '=', 'management')
        .on(sql<boolean>`grid.valid_from <= ${day}::date and (grid.valid_to is null or grid.valid_to > ${day}::date)`),
    )
    .select(['patrolVisit.gridCode', 'patrolVisit.cells', 'patrolVisit.personId', 'person.name as personName', 'grid.name as gridName'])
    .select(sql<number>`jsonb_array_length(patrol_visit.visited)`.as('visited'))
    .select(
      sql<boolean>`exists (
        select from patrol p join patrol_check_in c on c.city_id = p.city_id and c.patrol_id = p.id
        where p.city_id = patrol_visit.city_id and p.person_id = patrol_visit.person_id and p.day = patrol_visit.day and c.grid_code = patrol_visit.grid_code
      )`.as('checkedIn'),
    )
    .where('patrolVisit.cityId', '=', cityId)
    .where('patrolVisit.day', '=', day)
    .where(inPlaces('patrolVisit.gridCode', places))
    .orderBy('patrolVisit.gridCode')
    .orderBy('patrolVisit.personId')
    .limit(limit)
    .execute()

/** What is left of a day whose visits are forgotten. */
export const listSumsIn = (tx: Db, cityId: string, places: readonly string[], day: string, limit: number) =>
  tx
    .selectFrom('patrolSum')
    .select(['gridCode', 'visited', 'cells', 'people'])
    .where('cityId', '=', cityId)
    .where('day', '=', day)
    .where(inPlaces('patrolSum.gridCode', places))
    .orderBy('gridCode')
    .limit(limit)
    .execute()

/** Adds up, by grid and day, the visits before a day. */
export async function insertSumsBefore(tx: Db, cityId: string, day: string): Promise<void> {
  await sql`
    insert into patrol_sum (city_id, day, grid_code, visited, cells, people)
    select v.city_id, v.day, v.grid_code, count(distinct each.cell), max(v.cells), count(distinct v.person_id)
    from patrol_visit v cross join lateral jsonb_array_elements(v.visited) as each(cell)
    where v.city_id = ${cityId} and v.day < ${day}::date group by v.city_id, v.day, v.grid_code
    on conflict (city_id, day, grid_code) do nothing`.execute(tx)
}

/** Removes visits, check-ins and patrols before a day. */
export async function deletePatrolsBefore(tx: Db, cityId: string, day: string): Promise<void> {
  await tx.deleteFrom('patrolVisit').where('cityId', '=', cityId).where('day', '<', day).execute()
  await tx.deleteFrom('patrol').where('cityId', '=', cityId).where('day', '<', day).execute()
}
