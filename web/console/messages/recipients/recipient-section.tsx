import { Button } from 'antd'
import type { ReactNode, Ref } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import { useMay } from '#web/shared/session/session.tsx'
import styles from './recipients.module.css'
import { recipientsWords } from './words.ts'

interface RecipientSectionProps {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly verb: string
  readonly onAdd: () => void
  /** Of the button that adds: whoever removed the last thing they stood on goes on from there. */
  readonly adding: Ref<HTMLButtonElement>
  readonly children: ReactNode
}

/** One kind of recipients: what they are told, a way to add one, and those there are. */
export function RecipientSection({ id, title, text, verb, onAdd, adding, children }: RecipientSectionProps) {
  const words = useWords(recipientsWords)
  const mayEdit = useMay('message.edit')
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.title}>
        <h2 id={id}>{title}</h2>
        {mayEdit ? (
          <Button ref={adding} onClick={onAdd}>
            {verb}
          </Button>
        ) : (
          <span className={styles.faint}>{words.readOnly}</span>
        )}
      </div>
      <p className={styles.text}>{text}</p>
      <div className={styles.held}>{children}</div>
    </section>
  )
}
