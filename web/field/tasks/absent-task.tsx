import { Link } from 'wouter'
import { Notice } from '#web/field/shell/notice.tsx'
import { useWords } from '#web/shared/language/language.ts'
import { taskWords } from './words.ts'

/** Where a task would be that is not here: not yet, on a phone that has not asked for its list; or no longer. */
export function AbsentTask({ isComing }: { readonly isComing: boolean }) {
  const words = useWords(taskWords)
  const back = (
    <Link className="button" to="/">
      {words.back}
    </Link>
  )
  return (
    <Notice title={isComing ? words.coming : words.gone} action={back}>
      {isComing ? words.comingText : words.goneText}
    </Notice>
  )
}
