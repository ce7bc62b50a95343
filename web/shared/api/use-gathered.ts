import { useEffect, useRef } from 'react'
import { useLive } from './live.ts'

/** Calls back once for all the events of so many ms whose topic begins with `prefix`: changes come in bunches. */
export function useGathered(prefix: string, every: number, act: () => void): void {
  const latest = useRef(act)
  latest.current = act
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useLive(prefix, () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      latest.current()
    }, every)
  })
}
