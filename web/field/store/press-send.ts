import { newRequestId } from '#web/shared/api/submission.ts'
import { corrected } from './clock-rules.ts'
import { type FieldDatabase, readKept } from './database.ts'
import { streamOf } from './outbox-rules.ts'
import type { Cargo, OutboxItem } from './records.ts'

export interface Pressed {
  readonly personId: string
  readonly postId: string
  readonly cargo: Cargo
  readonly title: string
  /** The form it comes from: consumed, so that a second press finds nothing to send. */
  readonly draft: string | null
  /** By the phone's clock, ms. */
  readonly now: number
  /** Where the phone was, for photos that were taken before it knew. */
  readonly place?: { readonly lon: number; readonly lat: number } | null
  /** Fixed by the caller where something else must name it. */
  readonly requestId?: string
}

const UNFINISHED = ['waiting', 'sending', 'refused', 'conflict']

/** What this phone itself led the case to is what the person saw, even where the list has not been told yet. */
function onLatest(cargo: Cargo, earlier: readonly OutboxItem[]): Cargo {
  if (cargo.kind !== 'action') return cargo
  return { ...cargo, version: Math.max(cargo.version, ...earlier.map(({ receipt }) => receipt?.version ?? 0)) }
}

/**
 * With the moment of pressing by the server's clock, fixed here for every sending: a step may wait for a line for hours. A phone that never heard the
 * server's clock says nothing of when; so did those of earlier releases, and what they kept is sent as it stands.
 */
async function dated(db: FieldDatabase, cargo: Cargo, now: number): Promise<Cargo> {
  const clock = await readKept(db, 'clock')
  if (!clock) return cargo
  const doneAt = corrected(now, clock.skew).toISOString()
  if (cargo.kind === 'action') return { ...cargo, input: { ...cargo.input, doneAt } }
  return cargo.kind === 'self-handle' ? { ...cargo, body: { ...cargo.body, doneAt } } : cargo
}

/** A step that needs no form, pressed twice. */
const isSameStep = ({ state, cargo }: OutboxItem, pressed: Cargo): boolean =>
  UNFINISHED.includes(state) && cargo.kind === 'action' && pressed.kind === 'action' && cargo.action === pressed.action

/**
 * Puts something into the outbox and hands its photos over, in one go; from here on it has its request id for good. Undefined when the form was sent
 * already (a second tap on the button).
 */
export const pressSend = (
  db: FieldDatabase,
  { cargo, draft, now, title, personId, postId, place = null, requestId = newRequestId(now) }: Pressed,
): Promise<string | undefined> =>
  db.transaction('rw', [db.outbox, db.photos, db.drafts, db.kept], async () => {
    if (draft !== null && (await db.drafts.get(draft)) === undefined) return undefined
    const stream = streamOf(cargo, requestId)
    const earlier = await db.outbox.where('stream').equals(stream).sortBy('seq')
    if (draft === null && earlier.some((item) => isSameStep(item, cargo))) return undefined
    const follows = earlier.findLast(({ state }) => UNFINISHED.includes(state))?.requestId ?? null
    const item: OutboxItem = {
      requestId, personId, postId, stream, follows, cargo: await dated(db, onLatest(cargo, earlier), now), title, pressedAt: now, state: 'waiting', tried: false, attempts: 0, notBefore: 0, told: null, receipt: null,
    } // biome-ignore format: one row
    await db.outbox.add(item)
    if (draft === null) return requestId
    await db.photos
      .where('draft')
      .equals(draft)
      .modify((photo, kept) => {
        kept.value = { ...photo, draft: null, item: requestId, place: photo.place ?? place }
      })
    await db.drafts.delete(draft)
    return requestId
  })
