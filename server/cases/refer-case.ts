import { caseAction, type Scene } from '#cases/act-on-case.ts'
import type { InputOf } from '#cases/contract.ts'
import { caseProblems } from '#cases/problems.ts'
import { LEVELS, type Level } from '#platform/actor.ts'

/** One step up or down. What the handling clock has run is kept: it stands while the case waits for its new dispatch and then goes on. */
function step({ row, input }: Scene<{ reason: string }>, by: 1 | -1) {
  const level: Level | undefined = LEVELS[LEVELS.indexOf(row.loopLevel) + by]
  if (level === undefined) throw caseProblems.noLevel(by < 0)
  return {
    to: 'filed' as const,
    set: { loopLevel: level, unitId: null, handlerId: null, receivedAt: null, assisting: [] },
    given: { reason: input.reason, fromLevel: row.loopLevel, toLevel: level, fromUnitId: row.unitId },
  }
}

/** 向下派遣: the centre hands the case to the centre one level below. */
export const referDown = caseAction<InputOf<'refer-down'>>('refer-down', (scene) => step(scene, 1))

/** 向上请办: a centre or the unit asks the level above to take the case over. */
export const requestUp = caseAction<InputOf<'request-up'>>('request-up', (scene) => step(scene, -1))
