import { useEffect } from 'react'
import { useMatch } from 'react-router'
import { useThemeName } from '#web/shared/theme/page-theme.ts'
import { customProperties, type ThemeName } from '#web/shared/theme/tokens.ts'

/** What the address of a page ends with that prints itself once it stands. */
export const PRINT_HASH = '#print'

/** Prints the case whole: from its own page at once, from elsewhere in a page of its own. */
export function usePrint(id: string): () => void {
  const own = useMatch('/cases/:id')
  return () => {
    if (own) window.print()
    else window.open(`/cases/${id}${PRINT_HASH}`, '_blank', 'noopener')
  }
}

const dress = (theme: ThemeName): void => {
  for (const [property, value] of Object.entries(customProperties(theme))) document.documentElement.style.setProperty(property, value)
}

/** Paper is light, whatever the screen is. */
export function useLightPaper(): void {
  const theme = useThemeName()
  useEffect(() => {
    const [before, after] = [() => dress('light'), () => dress(theme)]
    window.addEventListener('beforeprint', before)
    window.addEventListener('afterprint', after)
    return () => {
      window.removeEventListener('beforeprint', before)
      window.removeEventListener('afterprint', after)
    }
  }, [theme])
}
