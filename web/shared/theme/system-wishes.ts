import { useSyncExternalStore } from 'react'
import type { ThemeName } from '#web/shared/theme/tokens.ts'

/** Whether a media query holds, live. */
function useQuery(query: MediaQueryList): boolean {
  const subscribe = (tell: () => void): (() => void) => {
    query.addEventListener('change', tell)
    return () => query.removeEventListener('change', tell)
  }
  return useSyncExternalStore(subscribe, () => query.matches)
}

const DARK = window.matchMedia('(prefers-color-scheme: dark)')
const LESS_MOTION = window.matchMedia('(prefers-reduced-motion: reduce)')

/** The theme the system asks for, live. */
export const useSystemTheme = (): ThemeName => (useQuery(DARK) ? 'dark' : 'light')

/** Whether the system asks for less motion, live. */
export const useLessMotion = (): boolean => useQuery(LESS_MOTION)
