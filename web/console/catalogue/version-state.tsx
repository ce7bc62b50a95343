import { useWords } from '#web/shared/language/language.ts'
import type { ListedVersion } from './api.ts'
import styles from './catalogue.module.css'
import { versionWords } from './version-words.ts'

/** Where a version stands: a shape and the word. */
const SHAPES = { draft: '✎', approved: '◔', in_force: '●', superseded: '○' } as const

export function VersionState({ state }: { readonly state: ListedVersion['state'] }) {
  const words = useWords(versionWords)
  return (
    <span className={styles.versionState} data-state={state}>
      <span aria-hidden="true">{SHAPES[state]}</span> {words.states[state]}
    </span>
  )
}
