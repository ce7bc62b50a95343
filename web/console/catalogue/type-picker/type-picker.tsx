import { Select } from 'antd'
import { useState } from 'react'
import { rankTypes } from '#catalogue/type-search.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { Failure } from '#web/shared/states/states.tsx'
import { ConditionChoice } from './condition-choice.tsx'
import styles from './type-picker.module.css'
import { type ProblemType, useTypes } from './types-query.ts'
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
  const language = useLanguage()
  const { data, error, isPending, refetch } = useTypes(version)
  const [typed, setTyped] = useState('')
  const nameOf = (type: ProblemType): string => (language === 'zh' ? type.name : type.nameEn)
  const types = data?.types ?? []
  const chosen = types.find(({ code }) => code === value?.typeCode)
  const choose = (code: string): void => {
    const conditions = types.find((type) => type.code === code)?.conditions ?? []
    onChange?.({ typeCode: code, conditionNumber: conditions.length === 1 ? (conditions[0]?.number ?? null) : null })
  }
  if (error) return <Failure error={error} retry={() => void refetch()} />
  return (
    <div className={styles.picker}>
      <Select
        id={id}
        aria-label={words.type}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        defaultActiveFirstOption
        allowClear
        loading={isPending}
        placeholder={words.search}
        notFoundContent={isPending ? null : words.none}
        value={chosen ? value?.typeCode : undefined}
        onChange={(code) => (code ? choose(code) : onChange?.(null))}
        options={rankTypes(types, typed).map((type) => ({ value: type.code, label: `${nameOf(type)}  ${type.code}` }))}
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
