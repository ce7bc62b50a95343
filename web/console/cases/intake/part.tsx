import { type ReactNode, useId } from 'react'
import intake from './intake.module.css'
import styles from './part.module.css'

interface PartProps {
  readonly title: string
  readonly children: ReactNode
  /** Beside the title. */
  readonly aside?: ReactNode
}

/** One part of what the system knows, under its heading. */
export function Part({ title, children, aside }: PartProps) {
  const id = useId()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long part is scrolled from the keyboard
    <section className={styles.part} aria-labelledby={id} tabIndex={0}>
      <header className={intake.head}>
        <h2 id={id}>{title}</h2>
        {aside && <span className={intake.faint}>{aside}</span>}
      </header>
      {children}
    </section>
  )
}
