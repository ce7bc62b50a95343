import { type ComponentType, useEffect, useRef, useState } from 'react'

interface Drawing<Props> {
  /** The component once its library is here; undefined on the way. */
  readonly made: ComponentType<Props> | 'failed' | undefined
  readonly fail: () => void
  readonly retry: () => void
}

/** What draws a map, fetched when it is first asked for and again when that failed. */
export function useDrawing<Props>(fetchDrawing: () => Promise<ComponentType<Props>>): Drawing<Props> {
  const [drawing, setDrawing] = useState<{ readonly made: ComponentType<Props> } | 'failed' | undefined>()
  const [attempt, setAttempt] = useState(0)
  const latest = useRef(fetchDrawing)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is a reason to fetch again
  useEffect(() => {
    let gone = false
    setDrawing(undefined)
    latest.current().then(
      (made) => !gone && setDrawing({ made }),
      () => !gone && setDrawing('failed'),
    )
    return () => {
      gone = true
    }
  }, [attempt])
  return {
    made: drawing === 'failed' ? drawing : drawing?.made,
    fail: () => setDrawing('failed'),
    retry: () => setAttempt((count) => count + 1),
  }
}
