import { useSyncExternalStore } from 'react'
import type { ThemeName } from '#web/shared/theme/tokens.ts'

const query = window.matchMedia('(prefers-color-scheme: dark)')

const subscribe = (tell: () => void): (() => void) => {
  query.addEventListener('change', tell)
  return () => query.removeEventListener('change', tell)
}

/** The theme the system asks for, live. */
export const useSystemTheme = (): ThemeName => useSyncExternalStore(subscribe, () => (query.matches ? 'dark' : 'light'))
