import { useId } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import styles from './parts.module.css'
import { partsWords } from './words.ts'

/** A field nobody sees, reaches or hears of: whoever fills it in is a program. */
export function Trap({ value, onText }: { readonly value: string; readonly onText: (text: string) => void }) {
  const words = useWords(partsWords)
  const id = useId()
  return (
    <div className={styles.trap} aria-hidden="true">
      <label htmlFor={id}>{words.leaveEmpty}</label>
      <input
        id={id}
        name="website"
        tabIndex={-1}
        autoComplete="off"
        data-1p-ignore
        value={value}
        onChange={({ target }) => onText(target.value)}
      />
    </div>
  )
}
