import { caseAction } from '#cases/act-on-case.ts'
import { NOTHING_WAITS } from '#cases/case-state.ts'
import type { InputOf } from '#cases/contract.ts'
import { keepRuling } from '#cases/keep-ruling.ts'

/** 申请回退: the unit says the case is not for it, with a coded reason; the handling clock stands until the duty chief rules. */
export const requestReturn = caseAction<InputOf<'request-return'>>('request-return', ({ row, actor, input }) => ({
  to: row.stage,
  set: { pending: 'return', pendingAt: actor.at, pendingDetail: { reason: input.reason, note: input.note, unitId: row.unitId } },
  given: { reason: input.reason, note: input.note },
}))

/** 回退裁定: granted sends it back to dispatch with a clean clock, refused leaves it with the unit. Either way the ruling stays as a precedent. */
export const decideReturn = caseAction<InputOf<'decide-return'>>('decide-return', async ({ tx, row, actor, input }) => {
  const asked = { reason: String(row.pendingDetail?.reason ?? ''), unitId: String(row.pendingDetail?.unitId ?? row.unitId) }
  await keepRuling(tx, row, actor, 'return', input)
  const given = { granted: input.granted, ruling: input.ruling, ...asked }
  if (!input.granted) return { to: row.stage, set: NOTHING_WAITS, given }
  const freed = {
    unitId: null,
    handlerId: null,
    receivedAt: null,
    assisting: [],
    returnCount: row.returnCount + 1,
    loopLevel: row.closingLevel,
  }
  return { to: 'filed', set: { ...NOTHING_WAITS, ...freed }, given, clock: { clear: true } }
})
