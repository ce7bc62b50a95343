import { useWords } from '#web/shared/language/language.ts'
import { overviewWords } from './words.ts'

const SIGN = '/'

/** Which page of a list is shown; nothing where there is one. */
export function PageNumber({ page, pages }: { readonly page: number; readonly pages: number }) {
  const words = useWords(overviewWords)
  if (pages < 2) return null
  return (
    <span role="img" aria-label={words.page(page + 1, pages)}>
      {page + 1}
      {SIGN}
      {pages}
    </span>
  )
}
