import { useWords } from '#web/shared/language/language.ts'
import { Failure } from '#web/shared/states/states.tsx'
import { ConditionChoice } from './condition-choice.tsx'
import styles from './type-picker.module.css'
import { onlyCondition, TypeSelect } from './type-select.tsx'
import { useTypes } from './types-query.ts'
import { typePickerWords } from './words.ts'

/** A type and one of its filing conditions; neither means anything without the other. */
export interface Standard {
  readonly typeCode: string
  readonly conditionNumber: number | null
}

export interface TypePickerProps {
  readonly value?: Standard | null
  readonly onChange?: (value: Standard | null) => void
  /** The number of a catalogue version; the one in force unless said. */
  readonly version?: number | null
  readonly id?: string
}

/** Chooses a problem type by Chinese, code, English or pinyin, and one of its filing conditions from all of them side by side. */
export function TypePicker({ value = null, onChange, version = null, id }: TypePickerProps) {
  const words = useWords(typePickerWords)
  const { data, error, refetch } = useTypes(version)
  const types = data?.types ?? []
  const chosen = types.find(({ code }) => code === value?.typeCode)
  const choose = (code: string): void => {
    const type = types.find((each) => each.code === code)
    onChange?.({ typeCode: code, conditionNumber: type ? onlyCondition(type) : null })
  }
  if (error) return <Failure error={error} retry={() => void refetch()} />
  return (
    <div className={styles.picker}>
      <TypeSelect
        id={id}
        types={data?.types}
        value={chosen ? chosen.code : null}
        onChange={(code) => (code ? choose(code) : onChange?.(null))}
      />
      {chosen ? (
        <ConditionChoice
          type={chosen}
          value={value?.conditionNumber ?? null}
          onChange={(conditionNumber) => onChange?.({ typeCode: chosen.code, conditionNumber })}
        />
      ) : (
        <p className={styles.hint}>{words.chooseType}</p>
      )}
    </div>
  )
}
