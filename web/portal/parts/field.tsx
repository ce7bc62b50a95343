import { type InputHTMLAttributes, type ReactNode, useId } from 'react'
import styles from './parts.module.css'

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'id'> {
  readonly label: string
  readonly hint?: string
  readonly fault?: string | null
  readonly onText: (text: string) => void
  readonly children?: ReactNode
}

/** One line of text with what it is called, what helps, and what is wrong with it. */
export function Field({ label, hint, fault = null, onText, children, ...input }: FieldProps) {
  const id = useId()
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      <input
        id={id}
        aria-invalid={fault !== null}
        aria-describedby={described || undefined}
        onChange={({ target }) => onText(target.value)}
        {...input}
      />
      {fault !== null && (
        <p id={`${id}-fault`} role="alert" className={styles.fault}>
          {fault}
        </p>
      )}
      {children}
    </div>
  )
}

interface LongFieldProps {
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly most: number
  readonly rows?: number
  readonly onText: (text: string) => void
}

/** Several lines of text. */
export function LongField({ label, hint, value, most, rows = 3, onText }: LongFieldProps) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      <textarea
        id={id}
        rows={rows}
        maxLength={most}
        value={value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={({ target }) => onText(target.value)}
      />
    </div>
  )
}
