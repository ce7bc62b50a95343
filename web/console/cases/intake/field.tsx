import type { ReactNode } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import type { Faults, FieldName } from './faults.ts'
import styles from './field.module.css'
import intake from './intake.module.css'
import { intakeWords } from './words.ts'

export const controlId = (name: FieldName): string => `intake-${name}`
export const faultId = (name: FieldName): string => `intake-${name}-fault`

interface FieldProps {
  readonly name: FieldName
  readonly faults: Faults
  readonly children: ReactNode
  /** A group of controls, each with a label of its own, rather than one. */
  readonly group?: boolean
}

/** A label, its control, and what is wrong with it. */
export function Field({ name, faults, children, group = false }: FieldProps) {
  const words = useWords(intakeWords)
  const fault = faults[name]
  const label = words.fields[name]
  return (
    <div className={styles.field} data-field={name}>
      {group ? (
        <span className={styles.label} aria-hidden="true">
          {label}
        </span>
      ) : (
        <label className={styles.label} htmlFor={controlId(name)}>
          {label}
        </label>
      )}
      <div className={styles.control}>
        {children}
        {fault !== undefined && (
          <p id={faultId(name)} className={intake.fault} role="alert">
            {fault}
          </p>
        )}
      </div>
    </div>
  )
}

/** What ties a control to its fault. */
export const toldBy = (name: FieldName, faults: Faults) => ({
  id: controlId(name),
  'aria-invalid': faults[name] !== undefined,
  'aria-describedby': faults[name] === undefined ? undefined : faultId(name),
  ...(faults[name] !== undefined && { status: 'error' as const }),
})
