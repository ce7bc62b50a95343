import { Select } from 'antd'
import type { PersonAction } from '#cases/contract.ts'
import { handlingUnits } from '#cases/refusal.ts'
import { type Case, type Inspector, useInspectors } from '#web/console/cases/api.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useErrorText } from '#web/shared/states/states.tsx'
import styles from './actions.module.css'
import { holdsTyped } from './holds-typed.ts'
import { actionWords } from './words.ts'

export interface InspectorFieldProps {
  readonly of: Case
  readonly action: PersonAction
  readonly value?: string | null
  readonly onChange?: (inspectorId: string | null) => void
  readonly id?: string
  readonly label: string
}

interface Option {
  readonly value: string
  readonly label: string
  readonly disabled: boolean
}

/** Inspectors with a post for this place; those of a handling unit are shown and cannot be sent to check. */
export function InspectorField({ of, action, value, onChange, id, label }: InspectorFieldProps) {
  const words = useWords(actionWords)
  const errorText = useErrorText()
  const { data, error, isPending } = useInspectors(of.id)
  const handling = action === 'send-check' ? handlingUnits(of) : []
  const optionOf = ({ id: personId, name, title, unitName, unitId }: Inspector): Option => {
    const disabled = handling.includes(unitId)
    return { value: personId, label: `${name} · ${unitName} · ${title}${disabled ? ` (${words.ofHandlingUnit})` : ''}`, disabled }
  }
  const inspectors = data?.inspectors ?? []
  if (error) return <p role="alert">{errorText(error)}</p>
  if (!isPending && inspectors.length === 0) return <p className={styles.hint}>{words.noInspectors}</p>
  return (
    <Select<string, Option>
      id={id}
      aria-label={label}
      showSearch={{ filterOption: (typed, option) => holdsTyped(option?.label ?? '', typed) }}
      loading={isPending}
      value={value ?? undefined}
      onChange={(personId) => onChange?.(personId)}
      options={inspectors.map(optionOf)}
    />
  )
}
