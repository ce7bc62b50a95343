import { useWords } from '#web/shared/language/language.ts'
import { Emergency } from './emergency.tsx'
import { Screen } from './screen.tsx'
import { shellWords } from './words.ts'

/** Of a city that has not opened its page. */
export function Closed() {
  const words = useWords(shellWords)
  return (
    <Screen title={words.closed}>
      <p>{words.closedText}</p>
      <Emergency />
    </Screen>
  )
}
