import { Component, type ReactNode } from 'react'
import { Failure } from '#web/shared/states/states.tsx'

interface PaneGuardProps {
  readonly children: ReactNode
}

/** Keeps the list where it is when the case beside it cannot be drawn. */
export class PaneGuard extends Component<PaneGuardProps, { readonly error: unknown; readonly failed: boolean }> {
  override state = { error: null, failed: false }

  static getDerivedStateFromError(error: unknown): { error: unknown; failed: boolean } {
    return { error, failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return <Failure error={this.state.error} retry={() => this.setState({ error: null, failed: false })} />
  }
}
