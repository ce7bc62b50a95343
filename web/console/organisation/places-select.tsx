import { Select } from 'antd'
import { useState } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import { usePlaceNames } from './api.ts'
import organisation from './organisation.module.css'
import { usePlacesFound } from './place-select.tsx'
import { organisationWords } from './words.ts'

interface PlacesSelectProps {
  readonly value?: readonly string[]
  readonly onChange?: (codes: string[]) => void
  readonly id?: string
}

const DIVISIONS = ['city', 'district', 'street', 'community'] as const

/** Chooses several divisions by name, code or pinyin initials. */
export function PlacesSelect({ value = [], onChange, id }: PlacesSelectProps) {
  const words = useWords(organisationWords)
  const [text, setText] = useState('')
  const nameOf = usePlaceNames(value)
  const { found } = usePlacesFound(text, DIVISIONS)
  const chosen = value.map((code) => ({ value: code, label: nameOf(code), more: code }))
  const others = found.filter(({ code }) => !value.includes(code))
  const options = [
    ...chosen,
    ...others.map(({ code, name, within }) => ({ value: code, label: name, more: [within, code].filter(Boolean).join(' · ') })),
  ]
  return (
    <Select
      id={id}
      mode="multiple"
      placeholder={words.findPlace}
      showSearch={{ filterOption: false, onSearch: setText }}
      value={[...value]}
      options={options}
      onChange={(codes: string[]) => onChange?.(codes)}
      notFoundContent={text === '' ? words.typeOn : words.noPlace}
      optionRender={({ data: { label, more } }) => (
        <>
          {label} <span className={organisation.faint}>{more}</span>
        </>
      )}
    />
  )
}
