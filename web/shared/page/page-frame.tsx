import type { ReactNode } from 'react'
import styles from './page-frame.module.css'

interface PageFrameProps {
  readonly title: ReactNode
  /** Stands beside the title: a state, a link back. */
  readonly aside?: ReactNode
  /** What the page is for, or why it can only be read. */
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** The content fills the rest of the screen and scrolls by itself. */
  readonly fill?: boolean
}

/** The head of a page of the administration and what stands under it. */
export function PageFrame({ title, aside, lead, actions, children, fill = false }: PageFrameProps) {
  return (
    <div className={styles.page} data-fill={fill}>
      <header className={styles.head}>
        <div className={styles.titles}>
          <div className={styles.line}>
            <h1>{title}</h1>
            {aside}
          </div>
          {lead && <div className={styles.lead}>{lead}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      <div className={styles.body}>{children}</div>
    </div>
  )
}
