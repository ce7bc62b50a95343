import type { FieldDatabase } from './database.ts'
import type { Outcome } from './outbox-rules.ts'
import { waitAfter } from './outbox-rules.ts'
import type { Cargo, OutboxItem } from './records.ts'

/** What is left of a cargo once it has arrived: where somebody was is forgotten. */
export function withoutPlaces(cargo: Cargo): Cargo {
  if (cargo.kind === 'check-in') return { ...cargo, lon: null, lat: null, accuracy: null }
  if (cargo.kind === 'visits') return { ...cargo, grids: [] }
  return cargo
}

const withPatrol = (cargo: Cargo, from: string, to: string): Cargo =>
  'patrolId' in cargo && cargo.patrolId === from ? { ...cargo, patrolId: to } : cargo

/** Writes down that an item has arrived: its photos go, and what was pressed after it on the same case now speaks of the version it led to. */
async function keepSent(db: FieldDatabase, item: OutboxItem, number: string | null, version: number | null, now: number): Promise<void> {
  await db.outbox.update(item.seq, { state: 'sent', told: null, receipt: { number, version, at: now }, cargo: withoutPlaces(item.cargo) })
  await db.photos.where('item').equals(item.requestId).delete()
  if (version === null) return
  const after = await db.outbox.where('stream').equals(item.stream).toArray()
  for (const { seq, cargo, follows, state } of after)
    if (follows === item.requestId && state !== 'sent' && cargo.kind === 'action')
      await db.outbox.update(seq, { cargo: { ...cargo, version } })
}

/** The patrol that runs takes the place of the one this phone wanted to begin. */
async function keepAdopted(db: FieldDatabase, item: OutboxItem, patrolId: string, now: number): Promise<void> {
  await db.outbox.update(item.seq, { state: 'sent', told: null, receipt: { number: null, version: null, at: now } })
  for (const { seq, cargo } of await db.outbox.where('stream').equals(item.stream).toArray())
    if (seq !== item.seq) await db.outbox.update(seq, { stream: patrolId, cargo: withPatrol(cargo, item.requestId, patrolId) })
  const duty = await db.kept.get('duty')
  if (duty && 'patrolId' in duty.value && duty.value.patrolId === item.requestId)
    await db.kept.put({ key: 'duty', value: { ...duty.value, patrolId } })
  for (const cell of await db.walked.where('patrolId').equals(item.requestId).toArray()) await db.walked.put({ ...cell, patrolId })
  await db.walked.where('patrolId').equals(item.requestId).delete()
}

/** Writes down what became of an item, in one go: either all of it or, should the browser die now, nothing, and then it is sent again under the same id. */
export const keepOutcome = (db: FieldDatabase, item: OutboxItem, outcome: Outcome, now: number): Promise<void> =>
  db.transaction('rw', [db.outbox, db.photos, db.kept, db.walked], async () => {
    const attempts = item.attempts + 1
    if (outcome.kind === 'sent') await keepSent(db, item, outcome.number, outcome.version, now)
    else if (outcome.kind === 'adopted') await keepAdopted(db, item, outcome.patrolId, now)
    else if (outcome.kind === 'paused') await db.outbox.update(item.seq, { state: 'waiting' })
    else if (outcome.kind === 'later' || outcome.kind === 'photos-lost')
      await db.outbox.update(item.seq, { state: 'waiting', told: outcome.told, attempts, notBefore: now + waitAfter(item.attempts, 0.5) })
    else await db.outbox.update(item.seq, { state: outcome.kind, told: outcome.told, attempts })
    if (outcome.kind === 'photos-lost')
      await db.photos.where('item').equals(item.requestId).modify({ begun: false, offset: 0, arrived: false })
  })
