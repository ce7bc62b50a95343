import { caseAction } from '#cases/act-on-case.ts'
import type { CaseEvent, CaseState } from '#cases/case-state.ts'
import type { InputOf } from '#cases/contract.ts'
import { replayHistory } from '#cases/history.ts'
import { listEvents } from '#cases/queries.ts'

/** The case as it last waited for its dispatch. */
function lastFiled(row: CaseState, events: readonly CaseEvent[]): CaseState {
  const entered = events.findLastIndex((event) => event.toStage === 'filed')
  return replayHistory(row.cityId, row.id, events.slice(0, entered + 1))
}

/**
 * 撤回派遣: the slip was the dispatcher's, so it is undone as though the dispatch had not been made. The handling clock stands again as it stood
 * in `filed` (the unit is charged nothing, a limit that was begun before is not renewed), and the dispatch limit goes on to the deadline it had:
 * the time the case lay with the wrong unit is the centre's. The centre that takes it back holds it.
 */
export const recallCase = caseAction<InputOf<'recall'>>('recall', async ({ tx, row, actor, input }) => {
  const filed = lastFiled(row, await listEvents(tx, row.cityId, row.id))
  return {
    to: 'filed',
    set: { unitId: null, handlerId: null, receivedAt: null, assisting: [], dispatchedAt: filed.dispatchedAt, loopLevel: actor.level },
    given: { reason: input.reason, fromUnitId: row.unitId },
    clock: { restore: filed },
    stageClock: { stageEnteredAt: filed.stageEnteredAt, stageDueAt: filed.stageDueAt },
  }
})
