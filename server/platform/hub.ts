import type { OutboxEvent } from '#platform/relay.ts'

/** One open stream, as the hub sees it. */
export interface Listener {
  readonly sessionId: string
  hear(event: OutboxEvent): void
  end(): void
}

/** Passes events that have left the outbox on to the open streams of this process. */
export interface Hub {
  publish(events: readonly OutboxEvent[]): void
  /** Returns the function that takes the listener off again. */
  add(listener: Listener): () => void
  /** Ends the streams of a session that is over. */
  endSession(sessionId: string): void
  /** Ends all streams; none can be added afterwards. */
  close(): void
  readonly size: number
}

export function makeHub(): Hub {
  const listeners = new Set<Listener>()
  let closed = false
  const endThose = (ends: (listener: Listener) => boolean): void => {
    for (const listener of [...listeners]) if (ends(listener)) listener.end()
  }
  return {
    publish: (events) => {
      for (const event of events) for (const listener of [...listeners]) listener.hear(event)
    },
    add: (listener) => {
      if (closed) listener.end()
      else listeners.add(listener)
      return () => listeners.delete(listener)
    },
    endSession: (sessionId) => endThose((listener) => listener.sessionId === sessionId),
    close: () => {
      closed = true
      endThose(() => true)
    },
    get size() {
      return listeners.size
    },
  }
}
