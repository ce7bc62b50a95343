import type { Db } from '#platform/db.ts'
import '#organisation/tables.ts'
import '#cases/tables.ts'

/** The history of a case with the names of who acted, oldest first. */
export const listNamedEvents = (tx: Db, cityId: string, caseId: string) =>
  tx
    .selectFrom('caseEvent as e')
    .leftJoin('person', (join) => join.onRef('person.cityId', '=', 'e.cityId').onRef('person.id', '=', 'e.personId'))
    .leftJoin('post', (join) => join.onRef('post.cityId', '=', 'e.cityId').onRef('post.id', '=', 'e.postId'))
    .leftJoin('unit', (join) => join.onRef('unit.cityId', '=', 'e.cityId').onRef('unit.id', '=', 'e.unitId'))
    .select(['e.personId', 'e.seq', 'e.action', 'e.fromStage', 'e.toStage', 'e.at', 'e.data', 'e.hash'])
    .select(['person.name as personName', 'post.title as postTitle', 'post.titleEn as postTitleEn'])
    .select(['unit.name as unitName', 'unit.nameEn as unitNameEn'])
    .where('e.cityId', '=', cityId)
    .where('e.caseId', '=', caseId)
    .orderBy('e.seq')
    .execute()
