import { useEffect, useRef } from 'react'

/** Does something now and every so many ms while it is shown. */
export function useEvery(ms: number, act: () => void): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    latest.current()
    const timer = setInterval(() => latest.current(), ms)
    return () => clearInterval(timer)
  }, [ms])
}
