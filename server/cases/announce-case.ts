import type { CaseEvent, CaseState } from '#cases/case-state.ts'
import { handlingUnits } from '#cases/refusal.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { announce } from '#platform/outbox.ts'

/** What others are told of a case: where it stands, no word of who reported it. */
export const summaryOf = (row: CaseState): Record<string, unknown> => ({
  id: row.id,
  number: row.number,
  version: row.version,
  stage: row.stage,
  unitId: row.unitId,
  pending: row.pending,
  dueAt: row.dueAt?.toISOString() ?? null,
})

/**
 * Puts the event on its way out, in the same transaction. `placeCode` and `unitIds` let the stream show it only to those who may see the case, and to
 * the units it has just left: their lists would keep it otherwise.
 */
export const announceCase = (tx: Db, actor: Actor, row: CaseState, event: CaseEvent, before: readonly string[] = []): Promise<unknown> =>
  announce(tx, {
    cityId: event.cityId,
    topic: `case.${event.action}`,
    subjectId: event.caseId,
    at: event.at,
    data: {
      number: row.number,
      action: event.action,
      fromStage: event.fromStage,
      toStage: event.toStage,
      version: event.seq,
      placeCode: row.placeCode,
      unitId: row.unitId,
      unitIds: [...new Set([...handlingUnits(row), ...before])],
      typeCode: row.typeCode,
      dueAt: row.dueAt?.toISOString() ?? null,
      byUnitId: actor.unitId,
    },
  })
