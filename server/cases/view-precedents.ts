import type { PendingKind } from '#cases/lifecycle.ts'
import { listPrecedents, type Ruling } from '#cases/queries-rulings.ts'
import { seenCase } from '#cases/view-case.ts'
import type { LimitUnit } from '#catalogue/time-limit.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

/** What a unit asked for, whatever the kind: why in its own words, how much more time, until when. */
function askedOf({ kind, asked }: Ruling) {
  return {
    reason: String((kind === 'return' ? asked.note : asked.reason) ?? ''),
    extra: (asked.extra ?? null) as { value: number; unit: LimitUnit } | null,
    until: typeof asked.until === 'string' ? asked.until : null,
  }
}

/** Earlier rulings, in the actor's areas, of a kind on the type of a case; the kind is that of the request that waits on it unless said, else a return. Throws case.not_found. */
export async function viewPrecedents(tx: Db, actor: Actor, input: { id: string; kind?: PendingKind | undefined }) {
  const row = await seenCase(tx, actor, input.id)
  const kind = input.kind ?? row.pending ?? 'return'
  const { typeCode, placeCode } = row
  const rulings = typeCode === null ? [] : await listPrecedents(tx, actor.cityId, { kind, typeCode, placeCode, areas: actor.areas })
  return { kind, rulings: rulings.map((ruling) => ({ ...ruling, ...askedOf(ruling) })) }
}
