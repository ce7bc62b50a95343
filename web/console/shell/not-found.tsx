import { Link } from 'react-router'
import { useWords } from '#web/shared/language/language.ts'
import { Empty } from '#web/shared/states/states.tsx'
import { shellWords } from './words.ts'

export function NotFound() {
  const words = useWords(shellWords)
  return (
    <Empty title={words.notFound} action={<Link to="/">{words.backToWork}</Link>}>
      {words.notFoundText}
    </Empty>
  )
}
