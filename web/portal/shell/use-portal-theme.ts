import { useSyncExternalStore } from 'react'
import { usePageTheme } from '#web/shared/theme/page-theme.ts'
import { useSystemTheme } from '#web/shared/theme/system-wishes.ts'
import type { ThemeName } from '#web/shared/theme/tokens.ts'
import { useLargeRoot, useLargeType } from './large-type.ts'

const MORE_CONTRAST = window.matchMedia('(prefers-contrast: more)')
function subscribe(tell: () => void): () => void {
  MORE_CONTRAST.addEventListener('change', tell)
  return () => MORE_CONTRAST.removeEventListener('change', tell)
}

const useStrong = (large: boolean): boolean => useSyncExternalStore(subscribe, () => MORE_CONTRAST.matches) || large

/** The device's own theme; large type and a wish for contrast have black on white. */
export function usePortalThemeName(): ThemeName {
  const [large] = useLargeType()
  const system = useSystemTheme()
  return useStrong(large) ? 'light' : system
}

/** Puts theme and size of type on the page. */
export function usePortalTheme(): void {
  const [large] = useLargeType()
  usePageTheme(usePortalThemeName(), useStrong(large))
  useLargeRoot(large)
}
