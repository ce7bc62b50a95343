import { useEffect, useRef, useSyncExternalStore } from 'react'
import { ACTION_NAMES } from '#cases/lifecycle.ts'

export interface LiveEvent {
  readonly topic: string
  readonly subjectId: string
  readonly data: Readonly<Record<string, unknown>>
}
type Listener = (event: LiveEvent) => void

/** Everything the stream may tell; `resync` says that something was missed and lists are to be read anew. */
const TOPICS = [...ACTION_NAMES.map((action) => `case.${action}`), 'notice.made', 'catalogue.approved', 'division.changed', 'resync']

const listeners = new Set<Listener>()
const stateListeners = new Set<() => void>()
let source: EventSource | null = null
let connected = false

function setConnected(next: boolean): void {
  if (connected === next) return
  connected = next
  for (const tell of stateListeners) tell()
}

function pass(topic: string, text: string): void {
  const data = JSON.parse(text) as Record<string, unknown>
  for (const listener of listeners) listener({ topic, subjectId: String(data.subjectId ?? ''), data })
}

/** After an answer that is an error (a proxy whose server is away) the browser gives a stream up for good: then it is opened anew, ms. */
const REOPEN_AFTER = 5000
let reopening: ReturnType<typeof setTimeout> | undefined

function onError(): void {
  setConnected(false)
  if (source?.readyState !== EventSource.CLOSED) return
  clearTimeout(reopening)
  reopening = setTimeout(() => {
    openLive()
    // A new stream does not know where the old one was.
    pass('resync', '{}')
  }, REOPEN_AFTER)
}

/** One stream for the whole page; the browser itself reconnects and resumes where it was. */
export function openLive(): void {
  closeLive()
  source = new EventSource('/api/stream')
  source.onopen = () => setConnected(true)
  source.onerror = onError
  for (const topic of TOPICS) source.addEventListener(topic, (event) => pass(topic, (event as MessageEvent<string>).data))
}

export function closeLive(): void {
  clearTimeout(reopening)
  source?.close()
  source = null
  setConnected(false)
}

/** Calls back for each event whose topic begins with `prefix`, and after a gap ('resync'). */
export function useLive(prefix: string, hear: Listener): void {
  const latest = useRef(hear)
  latest.current = hear
  useEffect(() => {
    const listener: Listener = (event) => {
      if (event.topic.startsWith(prefix) || event.topic === 'resync') latest.current(event)
    }
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }, [prefix])
}

/** Whether the line to the server is open. */
export const useConnected = (): boolean =>
  useSyncExternalStore(
    (tell) => {
      stateListeners.add(tell)
      return () => stateListeners.delete(tell)
    },
    () => connected,
  )
