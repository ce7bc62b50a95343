import { useState } from 'react'
import { useLatestFix } from '#web/field/place/latest-fix.ts'
import { askPosition, type Fix, type NoFix } from '#web/field/place/position.ts'
import { useField } from '#web/field/shell/field.ts'

export interface Where {
  /** Where the phone is: followed on duty, else where it was when the person asked. */
  readonly fix: Fix | null
  /** Whether it goes along. */
  readonly followed: boolean
  readonly state: 'asking' | NoFix | null
  /** Asks once, unless it is known; calls back with the place. */
  readonly find: (found: (fix: Fix) => void) => void
}

/** Off duty nothing is followed: the place is the one the person asked for, kept in memory until the page is left. */
export function useWhere(): Where {
  const { duty } = useField()
  const latest = useLatestFix()
  const [asked, setAsked] = useState<Fix | null>(null)
  const [state, setState] = useState<Where['state']>(null)
  const followed = duty !== null && latest !== null
  const find: Where['find'] = (found) => {
    if (followed) return found(latest)
    setState('asking')
    void askPosition().then((fix) => {
      setState(typeof fix === 'string' ? fix : null)
      if (typeof fix === 'string') return
      setAsked(fix)
      found(fix)
    })
  }
  return { fix: followed ? latest : asked, followed, state, find }
}
