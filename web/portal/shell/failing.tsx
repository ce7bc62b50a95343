import { Component, type ReactNode } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import { Screen } from './screen.tsx'
import styles from './shell.module.css'
import { shellWords } from './words.ts'

/** A screen that failed says so, and what is still there. */
export class Failing extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    return this.state.failed ? <Failed /> : this.props.children
  }
}

function Failed() {
  const words = useWords(shellWords)
  return (
    <Screen title={words.failed}>
      <p role="alert">{words.failedText}</p>
      <button type="button" className={styles.primary} onClick={() => window.location.reload()}>
        {words.reload}
      </button>
    </Screen>
  )
}
