import { useLayoutEffect } from 'react'
import { useSetting } from '#web/shared/session/settings.ts'
import { useSystemTheme } from '#web/shared/theme/system-wishes.ts'
import { customProperties, type ThemeName } from '#web/shared/theme/tokens.ts'

/** What the person chose, or what the system asks for. */
export function useThemeName(): ThemeName {
  const [chosen] = useSetting('theme')
  const system = useSystemTheme()
  return chosen === 'system' ? system : chosen
}

/** The tokens of the theme as custom properties of the page, for its own styles. `only` fixes the theme. Answers which it is. */
export function usePaintedTheme(only?: ThemeName): ThemeName {
  const chosen = useThemeName()
  const name = only ?? chosen
  useLayoutEffect(() => {
    const root = document.documentElement
    root.dataset.theme = name
    root.style.colorScheme = name
    for (const [property, value] of Object.entries(customProperties(name))) root.style.setProperty(property, value)
  }, [name])
  return name
}
