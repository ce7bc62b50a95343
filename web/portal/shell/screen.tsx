import { type ReactNode, useEffect, useRef } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import { useCityName } from './city.ts'
import styles from './shell.module.css'
import { shellWords } from './words.ts'

interface ScreenProps {
  readonly title: string
  /** Under the title: what this screen wants, in a sentence. */
  readonly lead?: string
  /** Above the title, such as how far one has come. */
  readonly above?: ReactNode
  /** What goes on from here, kept in reach of the thumb. */
  readonly actions?: ReactNode
  readonly wide?: boolean
  readonly children?: ReactNode
}

/** The first screen of a visit leaves the focus where the browser puts it. */
let hasMoved = false

/** One screen: a title that is read out when it comes, what it asks, and what goes on from there. */
export function Screen({ title, lead, above, actions, wide = false, children }: ScreenProps) {
  const words = useWords(shellWords)
  const city = useCityName()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · ${city ? words.titled(city) : words.title}`
  }, [title, city, words])
  useEffect(() => {
    if (hasMoved) {
      window.scrollTo(0, 0)
      heading.current?.focus({ preventScroll: true })
    }
    hasMoved = true
  }, [])
  return (
    <div className={wide ? styles.wide : styles.screen}>
      {above}
      <h1 ref={heading} tabIndex={-1} className={styles.title}>
        {title}
      </h1>
      {lead && <p className={styles.lead}>{lead}</p>}
      {children}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
