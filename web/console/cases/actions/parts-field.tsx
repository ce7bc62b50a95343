import { Button, Input } from 'antd'
import type { Case } from '#web/console/cases/api.ts'
import { useWords } from '#web/shared/language/language.ts'
import styles from './actions.module.css'
import { UnitField } from './unit-field.tsx'
import { actionWords } from './words.ts'

export interface Part {
  readonly unitId: string | null
  readonly task: string
}

export interface PartsFieldProps {
  readonly of: Case
  readonly value?: readonly Part[]
  readonly onChange?: (parts: readonly Part[]) => void
  readonly most: number
}

/** Assisting units, each with its task. */
export function PartsField({ of, value = [{ unitId: null, task: '' }], onChange, most }: PartsFieldProps) {
  const words = useWords(actionWords)
  const taken = [of.unitId, ...of.assisting.map(({ unitId }) => unitId), ...value.map(({ unitId }) => unitId)].filter((id) => id !== null)
  const put = (index: number, part: Part): void => onChange?.(value.map((each, at) => (at === index ? part : each)))
  return (
    <div className={styles.stack}>
      {value.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the list until it is sent
        <div key={index} className={styles.part}>
          <UnitField
            of={of}
            value={part.unitId}
            onChange={(unitId) => put(index, { ...part, unitId })}
            label={words.partUnit}
            except={taken.filter((id) => id !== part.unitId)}
          />
          <Input
            aria-label={words.partTask}
            placeholder={words.partTask}
            value={part.task}
            maxLength={2000}
            onChange={({ target }) => put(index, { ...part, task: target.value })}
          />
          <Button disabled={value.length === 1} onClick={() => onChange?.(value.filter((_each, at) => at !== index))}>
            {words.removePart}
          </Button>
        </div>
      ))}
      {value.length < most && (
        <Button size="small" className={styles.inline} onClick={() => onChange?.([...value, { unitId: null, task: '' }])}>
          {words.addPart}
        </Button>
      )}
    </div>
  )
}
