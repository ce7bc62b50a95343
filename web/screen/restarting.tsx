import { Component, type ReactNode } from 'react'
import { Notice } from './notice.tsx'
import { screenWords } from './words.ts'

const AGAIN_AFTER = 30_000

/** Nobody stands by to press a button: a page that failed starts anew by itself, such as after an upgrade took its files away. */
export class Restarting extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override componentDidCatch(): void {
    setTimeout(() => window.location.reload(), AGAIN_AFTER)
  }

  override render(): ReactNode {
    return this.state.failed ? <Notice words={screenWords} name="failed" /> : this.props.children
  }
}
