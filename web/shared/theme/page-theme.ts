import { useLayoutEffect } from 'react'
import { useSetting } from '#web/shared/session/settings.ts'
import { useSystemTheme } from '#web/shared/theme/system-wishes.ts'
import { CONTRAST, customProperties, dashed, type ThemeName } from '#web/shared/theme/tokens.ts'
import './base.css'

/** What the person chose, or what the system asks for. */
export function useThemeName(): ThemeName {
  const [chosen] = useSetting('theme')
  const system = useSystemTheme()
  return chosen === 'system' ? system : chosen
}

/** Gives the page the colours and lengths of a theme as custom properties; `strong` puts black on white for whoever needs the contrast. */
export function usePageTheme(name: ThemeName, strong = false): void {
  useLayoutEffect(() => {
    const root = document.documentElement
    root.dataset.theme = name
    root.style.colorScheme = name
    for (const [property, value] of Object.entries(customProperties(name))) root.style.setProperty(property, value)
    if (strong) for (const [property, value] of Object.entries(CONTRAST)) root.style.setProperty(`--${dashed(property)}`, value)
  }, [name, strong])
}
