import { sql } from 'kysely'
import { inForce } from '#organisation/in-force.ts'
import type { Db } from '#platform/db.ts'
import '#organisation/tables.ts'

/** Who is in which post of these areas on a day, by unit and rank. */
export const listPeopleForFile = (tx: Db, cityId: string, areas: readonly string[], on: string) =>
  tx
    .selectFrom('appointment')
    .innerJoin('post', (join) => join.onRef('post.cityId', '=', 'appointment.cityId').onRef('post.id', '=', 'appointment.postId'))
    .innerJoin('unit', (join) => join.onRef('unit.cityId', '=', 'post.cityId').onRef('unit.id', '=', 'post.unitId'))
    .innerJoin('person', (join) => join.onRef('person.cityId', '=', 'appointment.cityId').onRef('person.id', '=', 'appointment.personId'))
    .select(['person.name', 'person.login', 'person.active', 'unit.code as unit', 'unit.name as unitName', 'post.roleCode as role'])
    .select(['post.title', 'post.titleEn', 'post.rank', 'appointment.validFrom', 'appointment.kind'])
    .where('appointment.cityId', '=', cityId)
    .where(inForce('appointment', on))
    .where(inForce('post', on))
    .where(sql<boolean>`exists (select from unnest(${areas}::text[]) as own(code) where starts_with(unit.area_code, own.code))`)
    .orderBy('unit.code')
    .orderBy('post.rank', 'desc')
    .orderBy('appointment.id')
    .execute()
