import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { sql } from 'kysely'
import type { Stage } from '#cases/lifecycle.ts'
import { type Actor, mayDo } from '#platform/actor.ts'
import type { Tables } from '#platform/db.ts'

type Where = ExpressionBuilder<Tables, 'case'>
type Condition = Expression<SqlBool>
type InArea = (where: Where, area: string) => Condition

/** What waits for a post, by the permission it holds and the level it acts at: the case's next step is this post's to take. */
const WAITING: readonly { permission: string; stages: readonly Stage[]; level: 'closingLevel' | 'loopLevel' }[] = [
  { permission: 'case.accept', stages: ['reported', 'handled'], level: 'closingLevel' },
  { permission: 'case.file', stages: ['accepted', 'checked'], level: 'closingLevel' },
  { permission: 'case.dispatch', stages: ['filed'], level: 'loopLevel' },
]

/** The case has a part of this unit's, finished or (doneAt null) not. The index case_assisting holds only cases that have any part. */
export const assistsIn = (part: { readonly unitId: string; readonly doneAt?: null }): Condition =>
  sql<boolean>`("case".assisting <> '[]' and "case".assisting @> ${JSON.stringify([part])}::jsonb)`

/** The condition of an actor's inbox: open cases whose next step is theirs (rulings, verifications, checks, handling and sub-tasks included). */
export function waitingFor(where: Where, actor: Actor, inArea: InArea): Condition {
  const area = where.or(actor.areas.map((each) => inArea(where, each)))
  const byCentre = WAITING.filter(({ permission }) => actor.ofCentre && mayDo(actor, permission)).map(({ stages, level }) =>
    where.and([where('case.stage', 'in', [...stages]), where(`case.${level}`, '=', actor.level), area]),
  )
  const rulings =
    actor.ofCentre && mayDo(actor, 'case.rule')
      ? [where.and([where('case.pending', 'is not', null), where('case.closingLevel', '=', actor.level), area])]
      : []
  const handling = mayDo(actor, 'case.handle') && actor.unitId !== null ? unitWork(where, actor.unitId) : []
  const named =
    actor.personId === null
      ? []
      : [where.and([where('case.inspectorId', '=', actor.personId), where('case.stage', 'in', ['verifying', 'checking'])])]
  const any = [...byCentre, ...rulings, ...handling, ...named]
  return any.length === 0 ? where.lit(false) : where.or(any)
}

/** The unit's own cases that wait for nobody else, and parts of others' that it has not finished. */
const unitWork = (where: Where, unitId: string): Condition[] => [
  where.and([
    where('case.unitId', '=', unitId),
    where('case.stage', 'in', ['dispatched', 'handling']),
    where.or([where('case.pending', 'is', null), where('case.pending', '!=', 'return')]),
  ]),
  where.and([where('case.stage', '=', 'handling'), assistsIn({ unitId, doneAt: null })]),
]
