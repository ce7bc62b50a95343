import type { FieldDatabase } from './database.ts'
import { keepOutcome } from './keep-outcome.ts'
import type { Link, LinkAnswer } from './link.ts'
import { nextMoment, nextToSend, type Outcome, outcomeOf, type Pause } from './outbox-rules.ts'
import type { OutboxItem } from './records.ts'
import { requestOf } from './requests.ts'
import { sendPhoto } from './send-photo.ts'

export interface Sender {
  readonly db: FieldDatabase
  readonly link: Link
  readonly personId: string
  readonly postId: string
  readonly now: () => number
}

/** Photos first, each from where it stands; the first that cannot go on is the item's answer. */
async function sendPhotosOf({ db, link, now }: Sender, item: OutboxItem): Promise<LinkAnswer | null> {
  const photos = await db.photos.where('item').equals(item.requestId).sortBy('takenAt')
  for (const photo of photos) {
    const hindered = await sendPhoto(db, link, photo, now)
    if (hindered) return hindered
  }
  return null
}

async function deliver(sender: Sender, item: OutboxItem): Promise<Outcome> {
  const hindered = await sendPhotosOf(sender, item)
  if (hindered) return outcomeOf(item, hindered)
  const { path, body } = requestOf(item, sender.now())
  const headers = { 'content-type': 'application/json' }
  return outcomeOf(item, await sender.link({ method: 'POST', path, headers, body: JSON.stringify(body) }))
}

/** What was on its way when a browser ended: nobody knows whether it arrived, so it is sent again under the same id. */
const takeUp = (db: FieldDatabase): Promise<number> => db.outbox.where('state').equals('sending').modify({ state: 'waiting' })

export type Rest =
  /** Nothing waits that can go now; `at` when the next may be tried, ms. */
  { readonly kind: 'resting'; readonly at: number | null } | { readonly kind: 'paused'; readonly why: Pause }

/** The step from the list to the wire is written down first, and read again from the database: another tab may have taken it back. */
async function takeNext({ db, personId, postId, now }: Sender): Promise<OutboxItem | Rest> {
  const items = await db.outbox
    .orderBy('seq')
    .filter(({ state }) => state !== 'sent')
    .toArray()
  const item = nextToSend(items, personId, postId, now())
  if (!item) return { kind: 'resting', at: nextMoment(items, personId, postId) ?? null }
  const taken = await db.outbox
    .where('seq')
    .equals(item.seq ?? 0)
    .and(({ state }) => state === 'waiting')
    .modify({ state: 'sending', tried: true })
  return taken === 1 ? item : takeNext({ db, personId, postId, now } as Sender)
}

/**
 * Sends what waits, one after the other in the order of pressing, until nothing can go or the line is gone. Only one may run at a time (outbox-engine.ts
 * sees to it by a lock over all tabs).
 */
export async function runOutbox(sender: Sender): Promise<Rest> {
  await takeUp(sender.db)
  for (;;) {
    const next = await takeNext(sender)
    if ('kind' in next) return next
    const outcome = await deliver(sender, next)
    await keepOutcome(sender.db, next, outcome, sender.now())
    if (outcome.kind === 'paused') return outcome
  }
}
