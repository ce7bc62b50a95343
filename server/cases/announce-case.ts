import type { CaseEvent, CaseState } from '#cases/case-state.ts'
import { figureChanges } from '#cases/figures.ts'
import { handlingUnits } from '#cases/refusal.ts'
import type { Actor } from '#platform/actor.ts'
import { announced } from '#platform/outbox.ts'
import type { WaitingRow } from '#platform/queries-outbox.ts'

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
 * The event on its way out, to be written with it in one statement; `row` is the case after it, `before` (null where it began) before. `placeCode` and
 * `unitIds` let the stream show it only to those who may see the case, and to the units it has just left: their lists would keep it otherwise.
 */
export const announcementOf = (actor: Actor, row: CaseState, event: CaseEvent, before: CaseState | null): WaitingRow => {
  const figures = figureChanges(before, row)
  return announced({
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
      unitIds: [...new Set([...handlingUnits(row), ...(before ? handlingUnits(before) : [])])],
      typeCode: row.typeCode,
      dueAt: row.dueAt?.toISOString() ?? null,
      byUnitId: actor.unitId,
      ...(figures && { inside: { figures } }),
    },
  })
}
