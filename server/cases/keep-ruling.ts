import type { CaseState } from '#cases/case-state.ts'
import type { PendingKind } from '#cases/lifecycle.ts'
import { insertRuling } from '#cases/queries-rulings.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

/** Keeps the ruling on the request that waits, in the transaction that decides it, as a precedent for the next of its kind. */
export const keepRuling = (tx: Db, row: CaseState, actor: Actor, kind: PendingKind, decided: { granted: boolean; ruling: string }) =>
  insertRuling(tx, {
    cityId: row.cityId, caseId: row.id, seq: row.version + 1, kind, typeCode: row.typeCode, placeCode: row.placeCode,
    askingUnitId: String(row.pendingDetail?.unitId ?? row.unitId), reasonCode: kind === 'return' ? String(row.pendingDetail?.reason ?? '') : null,
    asked: row.pendingDetail ?? {}, granted: decided.granted, ruling: decided.ruling, at: actor.at,
  }) // biome-ignore format: a row
