import { Select } from 'antd'
import { useState } from 'react'
import { rankTypes } from '#catalogue/type-search.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import type { ProblemType } from './types-query.ts'
import { typePickerWords } from './words.ts'

export interface TypeSelectProps {
  /** Undefined while they are being read. */
  readonly types: readonly ProblemType[] | undefined
  readonly value: string | null
  readonly onChange: (code: string | null) => void
  readonly id?: string | undefined
  readonly invalid?: boolean
  readonly describedBy?: string | undefined
  /** Whether it has a button that empties it, a stop of its own on the way to the next field; the Delete key empties it in any case. */
  readonly clearable?: boolean
}

/** The condition of a type that has no other. */
export const onlyCondition = ({ conditions }: ProblemType): number | null =>
  conditions.length === 1 ? (conditions[0]?.number ?? null) : null

/** Chooses a problem type by Chinese, code, English or pinyin. */
export function TypeSelect({ types, value, onChange, id, invalid = false, describedBy, clearable = true }: TypeSelectProps) {
  const words = useWords(typePickerWords)
  const language = useLanguage()
  const [typed, setTyped] = useState('')
  const nameOf = (type: ProblemType): string => (language === 'zh' ? type.name : type.nameEn)
  return (
    <Select
      id={id}
      aria-label={words.type}
      aria-describedby={describedBy}
      {...(invalid && { status: 'error' as const })}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      defaultActiveFirstOption
      allowClear={clearable}
      onInputKeyDown={({ key }) => {
        if (key === 'Delete' && typed === '') onChange(null)
      }}
      loading={types === undefined}
      placeholder={words.search}
      notFoundContent={types === undefined ? null : words.none}
      value={value ?? undefined}
      onChange={(code) => onChange(code ?? null)}
      options={rankTypes(types ?? [], typed).map((type) => ({ value: type.code, label: `${nameOf(type)}  ${type.code}` }))}
    />
  )
}
