import { useId } from 'react'
import { URGENCY_NAMES } from '#catalogue/urgency-names.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import styles from './type-picker.module.css'
import type { FilingCondition, ProblemType } from './types-query.ts'
import { typePickerWords } from './words.ts'

interface ConditionChoiceProps {
  readonly type: ProblemType
  readonly value: number | null
  readonly onChange: (number: number) => void
}

/** The filing conditions of a type side by side: what each asks for, when it is solved, and how long that may take. */
export function ConditionChoice({ type, value, onChange }: ConditionChoiceProps) {
  const words = useWords(typePickerWords)
  const name = useId()
  return (
    <fieldset className={styles.conditions}>
      <legend className="visually-hidden">{words.conditions}</legend>
      {type.conditions.map((condition) => (
        <label key={condition.number} className={styles.condition} data-chosen={condition.number === value}>
          <input type="radio" name={name} checked={condition.number === value} onChange={() => onChange(condition.number)} />
          <Condition condition={condition} />
        </label>
      ))}
    </fieldset>
  )
}

function Condition({ condition }: { readonly condition: FilingCondition }) {
  const words = useWords(typePickerWords)
  const say = useSay()
  return (
    <span className={styles.text}>
      <span>
        <b>{words.filing}</b>
        {condition.filing}
      </span>
      <span>
        <b>{words.closing}</b>
        {condition.closing}
      </span>
      <span>
        <b>{words.limit}</b>
        {`${say(condition.limit)} · ${say(URGENCY_NAMES[condition.urgency])}`}
      </span>
    </span>
  )
}
