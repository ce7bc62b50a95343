import { Readable } from 'node:stream'
import { z } from 'zod'
import { type Actor, addressesOf, coversPlace, mayDo } from '#platform/actor.ts'
import { identifier } from '#platform/contract-identifier.ts'
import type { Db } from '#platform/db.ts'
import { httpProblems } from '#platform/http-problems.ts'
import type { Hub } from '#platform/hub.ts'
import { listProcessedAfter } from '#platform/queries-outbox.ts'
import type { OutboxEvent } from '#platform/relay.ts'
import { type AnyRoute, rawRoute } from '#platform/route.ts'
import type { Sessions } from '#platform/visitor.ts'

const HEARTBEAT = 15_000
/** A reader this many bytes behind is let go; it comes back by itself with Last-Event-ID and goes on where it was. */
const MOST_BEHIND = 1_048_576
const REPLAY_PAGE = 500

const reach = z.object({
  placeCode: z.string().nullish(),
  unitIds: z.array(z.string()).nullish(),
  everywhere: z.literal(true).nullish(),
  addressee: z.object({ kind: z.enum(['person', 'post', 'unit']), id: z.string() }).nullish(),
})

/** Whoever may read things of a kind may hear of them: case.closed needs case.read. */
const readPermission = (topic: string): string => `${topic.split('.')[0]}.read`

/**
 * Whether an actor may see an event: of their city, and in one of their areas or everywhere (with the permission to read such things), of the unit of the
 * active post (with the permission to read such things, or its own), or
 * addressed to them. An event that says none of these is seen by nobody.
 */
export function mayHear(actor: Actor, event: OutboxEvent): boolean {
  if (event.cityId !== actor.cityId) return false
  const { data } = reach.safeParse(event.data)
  if (!data) return false
  const reaches = data.everywhere === true || (typeof data.placeCode === 'string' && coversPlace(actor, data.placeCode))
  const read = readPermission(event.topic)
  const inArea = mayDo(actor, read) && reaches
  const readsOwn = mayDo(actor, read) || mayDo(actor, `${read}-own`)
  const ofUnit = readsOwn && actor.unitId !== null && (data.unitIds ?? []).includes(actor.unitId)
  return inArea || ofUnit || addressesOf(actor).some(({ kind, id }) => data.addressee?.kind === kind && data.addressee.id === id)
}

/** One event in the text/event-stream format of the HTML standard; JSON holds no line breaks, so one data line is enough. */
export const formatEvent = ({ id, topic, subjectId, at, data }: OutboxEvent): string =>
  `id: ${id}\nevent: ${topic}\ndata: ${JSON.stringify({ ...data, inside: undefined, subjectId, at: at.toISOString() })}\n\n`

export interface StreamParts {
  readonly hub: Hub
  readonly sessions: Sessions
  readonly heartbeat?: number
  /** Bytes a reader may be behind before it is let go. */
  readonly mostBehind?: number
}

/** One reader: what it may see, in order, each event once, the missed ones before the new. */
class EventStream {
  readonly readable = new Readable({ read() {} })
  readonly sessionId: string
  #actor: Actor
  readonly #mostBehind: number
  /** Events that arrive while missed ones are still being read; null once those are through. */
  #held: OutboxEvent[] | null = []

  constructor(sessionId: string, actor: Actor, mostBehind: number) {
    this.sessionId = sessionId
    this.#actor = actor
    this.#mostBehind = mostBehind
    this.write('retry: 3000\n\n')
  }

  write(text: string): void {
    if (this.readable.readableEnded || this.readable.destroyed || this.#ended) return
    this.readable.push(text)
    if (this.readable.readableLength > this.#mostBehind) this.end()
  }

  #ended = false

  end(): void {
    if (this.#ended) return
    this.#ended = true
    this.readable.push(null)
  }

  hear(event: OutboxEvent): void {
    if (this.#held) this.#held.push(event)
    else if (mayHear(this.#actor, event)) this.write(formatEvent(event))
  }

  async resume(db: Db, lastId: string | undefined): Promise<void> {
    const sent = lastId === undefined ? new Set<string>() : await this.#replay(db, lastId)
    const held = this.#held ?? []
    this.#held = null
    for (const event of held) if (!sent.has(event.id)) this.hear(event)
  }

  async #replay(db: Db, lastId: string): Promise<Set<string>> {
    const sent = new Set<string>()
    let after = lastId
    while (!this.#ended) {
      const missed = await listProcessedAfter(db, this.#actor.cityId, after, REPLAY_PAGE)
      // No longer kept: only a fresh look at the lists can tell what happened meanwhile.
      if (!missed) this.write('event: resync\ndata: {}\n\n')
      for (const event of missed ?? []) this.#pass(event, sent)
      after = missed?.at(-1)?.id ?? after
      if ((missed?.length ?? 0) < REPLAY_PAGE) break
    }
    return sent
  }

  #pass(event: OutboxEvent, sent: Set<string>): void {
    sent.add(event.id)
    if (mayHear(this.#actor, event)) this.write(formatEvent(event))
  }

  /** Shows the reader that the line is open, and goes on with what the actor may see by now. */
  async beat(sessions: Sessions): Promise<void> {
    const actor = await sessions.recheck(this.sessionId)
    if (!actor) return this.end()
    this.#actor = actor
    this.write(': still here\n\n')
  }
}

function attach(stream: EventStream, { hub, sessions, heartbeat = HEARTBEAT }: StreamParts): void {
  const detach = hub.add(stream)
  // A database out of reach for a moment is no reason to end the stream: the next beat asks again.
  const beat = setInterval(() => void stream.beat(sessions).catch(() => {}), heartbeat)
  stream.readable.on('close', () => {
    clearInterval(beat)
    detach()
  })
}

/** GET /api/stream: what changed, as server-sent events, for as long as the session lasts. */
export const streamRoutes = (parts: StreamParts): readonly AnyRoute[] => [
  rawRoute({
    method: 'GET',
    path: '/api/stream',
    permission: 'signed-in',
    summary: { zh: '变更事件流（SSE）；断线后凭 Last-Event-ID 续传', en: 'What changed, as server-sent events; Last-Event-ID resumes' },
    tag: 'stream',
    answerType: 'text/event-stream; charset=utf-8',
    transaction: 'own',
    handle: async ({ tx, actor, exchange }) => {
      if (!exchange.session) throw httpProblems.sessionRequired()
      const stream = new EventStream(exchange.session.id, actor, parts.mostBehind ?? MOST_BEHIND)
      attach(stream, parts)
      const lastId = identifier.safeParse(exchange.header('last-event-id')).data
      void stream.resume(tx, lastId).catch(() => stream.end())
      return { body: stream.readable, headers: { 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' } }
    },
  }),
]
