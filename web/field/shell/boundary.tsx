import { Component, type ReactNode } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import { Notice } from './notice.tsx'
import { shellWords } from './words.ts'

/** Keeps a page that fails from taking the app away without a word: what was not sent is in the database, whatever happens here. */
export class Boundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    return this.state.failed ? <Failed /> : this.props.children
  }
}

function Failed() {
  const words = useWords(shellWords)
  return (
    <Notice
      role="alert"
      title={words.failed}
      action={
        <button type="button" className="button primary" onClick={() => window.location.reload()}>
          {words.reload}
        </button>
      }
    >
      {words.failedText}
    </Notice>
  )
}
