import { useCallback, useEffect, useRef, useState } from 'react'
import { Unreachable } from '#web/shared/api/problem.ts'

export interface Reading<Value> {
  readonly data: Value | undefined
  readonly error: unknown
  readonly retry: () => void
}

/** What was read before is shown at once when it is asked for again. */
const kept = new Map<string, unknown>()
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
    latest.current().then(
      (data) => {
        kept.set(key, data)
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
  return { data: own?.data ?? (key === null ? undefined : (kept.get(key) as Value | undefined)), error: own?.error, retry }
}
