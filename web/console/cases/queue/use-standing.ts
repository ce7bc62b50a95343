import { useEffect, useState } from 'react'
import { useConnected } from '#web/shared/api/live.ts'

/** A line that breaks and comes back at once is no news, ms. */
const PATIENCE = 3000

/** Whether what is drawn is being kept true: 'lost' once the stream has been away for a while. */
export function useStanding(): 'live' | 'lost' {
  const connected = useConnected()
  const [lost, setLost] = useState(false)
  useEffect(() => {
    if (connected) return setLost(false)
    const timer = setTimeout(() => setLost(true), PATIENCE)
    return () => clearTimeout(timer)
  }, [connected])
  return lost && !connected ? 'lost' : 'live'
}
