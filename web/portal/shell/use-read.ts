import { useCallback, useEffect, useRef, useState } from 'react'
import { Unreachable } from '#web/shared/api/problem.ts'

export interface Reading<Value> {
  readonly data: Value | undefined
  readonly error: unknown
  readonly retry: () => void
}

/** What was read before is shown at once when it is asked for again, and read anew only after a while, ms. */
const kept = new Map<string, { readonly value: unknown; readonly at: number }>()
const FRESH = 60_000
/** Whoever asks for the same at the same moment gets the same answer. */
const asked = new Map<string, Promise<unknown>>()

async function readOnce<Value>(key: string, read: () => Promise<Value>): Promise<Value> {
  const known = kept.get(key)
  if (known && Date.now() - known.at < FRESH) return known.value as Value
  const reading = (asked.get(key) as Promise<Value> | undefined) ?? read()
  asked.set(key, reading)
  try {
    const value = await reading
    kept.set(key, { value, at: Date.now() })
    return value
  } finally {
    asked.delete(key)
  }
}

const LONGEST_WAIT = 15_000

/** Tells when to try again: as soon as the line is back, and by itself after a while that grows. */
function soon(tries: number, again: () => void): () => void {
  const timer = setTimeout(again, Math.min(LONGEST_WAIT, 2000 * 2 ** tries))
  window.addEventListener('online', again, { once: true })
  return () => {
    clearTimeout(timer)
    window.removeEventListener('online', again)
  }
}

/** Reads something for as long as it is shown; null reads nothing. Where nothing answers it is asked again by itself. */
export function useRead<Value>(key: string | null, read: () => Promise<Value>): Reading<Value> {
  const [state, setState] = useState<{ readonly key: string | null; readonly data?: Value; readonly error?: unknown }>({ key: null })
  const [attempt, setAttempt] = useState(0)
  const tries = useRef(0)
  const latest = useRef(read)
  latest.current = read
  const retry = useCallback(() => setAttempt((count) => count + 1), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is a reason to read again
  useEffect(() => {
    if (key === null) return
    let [gone, cancel] = [false, (): void => {}]
    readOnce(key, latest.current).then(
      (data) => {
        tries.current = 0
        if (!gone) setState({ key, data })
      },
      (error: unknown) => {
        if (gone) return
        setState({ key, error })
        if (error instanceof Unreachable) cancel = soon(tries.current++, retry)
      },
    )
    return () => {
      gone = true
      cancel()
    }
  }, [key, attempt, retry])
  const own = state.key === key ? state : undefined
  return { data: own?.data ?? (key === null ? undefined : (kept.get(key)?.value as Value | undefined)), error: own?.error, retry }
}
