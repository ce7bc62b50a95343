import type { ReactNode } from 'react'
import { type Bilingual, useWords } from '#web/shared/language/language.ts'
import styles from './screen.module.css'

interface NoticeProps<Name extends string> {
  readonly words: Bilingual<Readonly<Record<Name, { readonly title: string; readonly text: string }>>>
  readonly name: Name
  readonly children?: ReactNode
}

/** The whole screen says one thing: what is the matter, and what would help. */
export function Notice<Name extends string>({ words, name, children }: NoticeProps<Name>) {
  const { title, text } = useWords(words)[name]
  return (
    <main className={styles.notice} role={name === 'loading' ? 'status' : 'alert'}>
      <h1>{title}</h1>
      <p>{text}</p>
      {children}
    </main>
  )
}
