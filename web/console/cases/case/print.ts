import { useMatch } from 'react-router'

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
