import { sql } from 'kysely'
import type { LightMoments } from '#cases/light-moments.ts'
import { lightSql } from '#cases/queries-lights.ts'
import { boxCondition, type Condition, visibleTo, type Where } from '#cases/queries-lists.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import '#cases/tables.ts'

const COUNTED = ['inbox', 'overdue', 'pending', 'unassigned', 'listed'] as const

/** The boxes of a workbench, counted in one pass over what the actor may see of the open, pending and listed cases; `red` and `yellow` are of the inbox. */
export function countBoxCases(tx: Db, actor: Actor, moments: LightMoments) {
  const light = lightSql(moments)
  return tx
    .selectFrom('case')
    .select((where) => {
      const count = <Name extends string>(name: Name, ...conditions: Condition[]) =>
        where.fn.countAll<number>().filterWhere(where.and(conditions)).as(name)
      const inbox = boxCondition(where as unknown as Where, 'inbox', actor)
      return [
        ...COUNTED.map((box) => count(box, ...boxCondition(where as unknown as Where, box, actor))),
        count('open', where('case.closedAt', 'is', null)),
        count('red', ...inbox, sql<boolean>`${light} = 'red'`),
        count('yellow', ...inbox, sql<boolean>`${light} = 'yellow'`),
      ]
    })
    .where('case.cityId', '=', actor.cityId)
    .where((where) => visibleTo(where as unknown as Where, actor))
    .where((where) =>
      where.or([where('case.closedAt', 'is', null), where('case.pending', 'is not', null), where('case.listedLevel', 'is not', null)]),
    )
    .executeTakeFirstOrThrow()
}
