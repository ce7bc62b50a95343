import { ApiProblem, Unreachable } from '#web/shared/api/problem.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import styles from './shell.module.css'
import { shellWords } from './words.ts'

/** The text of whatever was thrown, in the reader's language. */
export function useFaultText(): (error: unknown) => string {
  const words = useWords(shellWords)
  const say = useSay()
  return (error) => (error instanceof Unreachable ? say(error.text) : error instanceof ApiProblem ? error.message : words.unexpected)
}

/** Says what is wrong; read out at once. */
export function Fault({ text }: { readonly text: string }) {
  return (
    <p role="alert" className={styles.fault}>
      {text}
    </p>
  )
}

/** What is being read, or why it could not be. */
export function Waiting({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const words = useWords(shellWords)
  const tell = useFaultText()
  if (error === undefined)
    return (
      <p role="status" className={styles.waiting}>
        {words.loading}
      </p>
    )
  return (
    <div>
      <Fault text={tell(error)} />
      <button type="button" className={styles.secondary} onClick={retry}>
        {words.retry}
      </button>
    </div>
  )
}
