import { useSyncExternalStore } from 'react'
import type { Fix } from './position.ts'

let latest: Fix | null = null
const listeners = new Set<() => void>()

/** Where the phone is, while somebody is on duty and looks; null otherwise. In memory alone. */
export function keepFix(fix: Fix | null): void {
  latest = fix
  for (const tell of listeners) tell()
}

export const useLatestFix = (): Fix | null =>
  useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => latest,
  )
