import type { Cargo, ItemState, OutboxItem, Told } from '#web/field/store/records.ts'

/** What came back for one item; the status 0 is no answer at all. */
export interface Answered {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>> | null
}

export type Outcome =
  | { readonly kind: 'sent'; readonly number: string | null; readonly version: number | null }
  | { readonly kind: 'refused' | 'conflict'; readonly told: Told }
  /** Another patrol runs already: this phone goes on with it. */
  | { readonly kind: 'adopted'; readonly patrolId: string }
  /** The server is there and cannot now: this item waits, others go on. */
  | { readonly kind: 'later'; readonly told: Told }
  /** A photo that was here is not: its upload begins anew. */
  | { readonly kind: 'photos-lost'; readonly told: Told }
  /** Nothing can be sent now. */
  | { readonly kind: 'paused'; readonly why: Pause }
export type Pause = 'unreachable' | 'signed-out' | 'owed'

const FIRST_WAIT = 2000
const LONGEST_WAIT = 300_000
/** Times an item may fail for the same want of its photos before a person is asked. */
const MOST_LOSSES = 3

/** How long to wait after so many failures in a row, ms: doubling to five minutes, spread by `chance` (0 to 1) so that phones do not come all at once. */
export const waitAfter = (failures: number, chance: number): number =>
  Math.round(Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(failures, 12)) * (0.75 + chance / 2))

/** What keeps its order: all that happens to a case, all that belongs to a patrol. */
export const streamOf = (cargo: Cargo, requestId: string): string => {
  if (cargo.kind === 'action') return cargo.caseId
  return 'patrolId' in cargo ? cargo.patrolId : requestId
}

/** Whether what comes after it in its stream must wait: a step on a case for the person's decision, a check-in for nothing. */
const holdsUp = ({ state, cargo }: Pick<OutboxItem, 'state' | 'cargo'>): boolean =>
  state === 'waiting' || state === 'sending' || (state !== 'sent' && cargo.kind !== 'check-in' && cargo.kind !== 'visits')

/** Whether it is this person's, pressed in this post: another's session must not send it, for it would become theirs. */
export const isMine = (item: Pick<OutboxItem, 'personId' | 'postId'>, personId: string, postId: string): boolean =>
  item.personId === personId && item.postId === postId

/** The next item to send: the oldest whose stream is free and whose time has come. `items` in order of pressing. */
export function nextToSend(items: readonly OutboxItem[], personId: string, postId: string, now: number): OutboxItem | undefined {
  const held = new Set<string>()
  for (const item of items) {
    const ready = item.state === 'waiting' && isMine(item, personId, postId) && item.notBefore <= now
    if (ready && !held.has(item.stream)) return item
    if (holdsUp(item)) held.add(item.stream)
  }
  return undefined
}

/** When the next item may be tried that is not held up by an earlier one, ms; undefined when none waits. */
export function nextMoment(items: readonly OutboxItem[], personId: string, postId: string): number | undefined {
  const held = new Set<string>()
  let next: number | undefined
  for (const item of items) {
    if (item.state === 'waiting' && isMine(item, personId, postId) && !held.has(item.stream))
      next = Math.min(next ?? item.notBefore, item.notBefore)
    if (holdsUp(item)) held.add(item.stream)
  }
  return next
}

export const toldOf = ({ status, body }: Answered): Told => ({
  code: String(body?.code ?? 'server.error'),
  status,
  text: String(body?.detail ?? body?.title ?? status),
  details: body ?? {},
})

const BUSY = [408, 425, 429]
/** Refusals of the state of things, which a person can decide about. */
const DECIDED_BY_PERSON = /^case\./

/** What an answer means for the item. */
export function outcomeOf({ cargo, attempts }: Pick<OutboxItem, 'cargo' | 'attempts'>, answered: Answered): Outcome {
  const { status, body } = answered
  // A page in between (a hotel's sign-in, a proxy's) may answer 200 with its own words: only our own receipt counts.
  if (status === 0 || (status < 400 && (body === null || (status !== 200 && status !== 201)))) return { kind: 'paused', why: 'unreachable' }
  if (status < 400) return { kind: 'sent', number: textOf(body?.number), version: typeof body?.version === 'number' ? body.version : null }
  const told = toldOf(answered)
  if (status === 401) return { kind: 'paused', why: 'signed-out' }
  if (told.code === 'session.second_factor_owed') return { kind: 'paused', why: 'owed' }
  if (status >= 500 || BUSY.includes(status)) return { kind: 'later', told }
  if (told.code === 'patrol.running' && cargo.kind === 'patrol-start' && typeof body?.patrolId === 'string')
    return { kind: 'adopted', patrolId: body.patrolId }
  if (told.code === 'case.unknown_photo') return { kind: attempts < MOST_LOSSES ? 'photos-lost' : 'refused', told }
  if (status === 409 && cargo.kind === 'action' && DECIDED_BY_PERSON.test(told.code)) return { kind: 'conflict', told }
  return { kind: 'refused', told }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

export type OutboxCounts = Readonly<Record<ItemState, number>>
/** How many items are in each state. */
export function countStates(items: readonly Pick<OutboxItem, 'state'>[]): OutboxCounts {
  const counts = { waiting: 0, sending: 0, sent: 0, refused: 0, conflict: 0 }
  for (const { state } of items) counts[state]++
  return counts
}
