import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useSettled } from '#web/console/cases/intake/use-settled.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { ORGANISATION, type PlaceFound, searchPlaces, useDivision } from './api.ts'
import styles from './organisation.module.css'
import { organisationWords } from './words.ts'

/** Places found for what is typed: by name, code or pinyin initials. */
export function usePlacesFound(text: string, levels?: readonly PlaceFound['level'][]) {
  const q = useSettled(text.trim(), 200)
  const { data, isFetching } = useQuery({
    queryKey: [...ORGANISATION, 'search', q],
    queryFn: ({ signal }) => searchPlaces(q, signal),
    enabled: q !== '',
    placeholderData: (before) => before,
  })
  const found = q === '' ? [] : (data ?? []).filter(({ level }) => levels === undefined || levels.includes(level))
  return { found, looking: isFetching || q !== text.trim() }
}

interface PlaceSelectProps {
  readonly value?: string | null
  readonly onChange?: (code: string | null) => void
  readonly id?: string
  readonly label?: string
  readonly levels?: readonly PlaceFound['level'][]
  readonly clear?: boolean
  /** Told of what was found besides its code. */
  readonly onFound?: (place: PlaceFound) => void
}

/** Chooses a place by name, code or pinyin initials. */
export function PlaceSelect({ value, onChange, id, label, levels, clear = true, onFound }: PlaceSelectProps) {
  const words = useWords(organisationWords)
  const language = useLanguage()
  const [text, setText] = useState('')
  const { found, looking } = usePlacesFound(text, levels)
  const { data } = useDivision(value ?? '', Boolean(value))
  const nameIn = (place: { name: string; nameEn?: string | null }) => (language === 'zh' ? place.name : (place.nameEn ?? place.name))
  const own =
    value && !found.some(({ code }) => code === value) ? [{ value, label: data?.current ? nameIn(data.current) : value, more: '' }] : []
  const options = [
    ...(text === '' ? own : []),
    ...found.map((place) => ({
      value: place.code,
      label: nameIn(place),
      more: [words.levels[place.level], place.within, place.code].filter(Boolean).join(' · '),
    })),
  ]
  return (
    <Select
      id={id}
      aria-label={label}
      showSearch={{ filterOption: false, onSearch: setText }}
      allowClear={clear}
      placeholder={words.findPlace}
      value={value ?? null}
      options={options}
      onChange={(code: string | undefined) => {
        setText('')
        onChange?.(code ?? null)
        const place = found.find((each) => each.code === code)
        if (place) onFound?.(place)
      }}
      notFoundContent={text === '' ? words.typeOn : looking ? null : words.noPlace}
      popupMatchSelectWidth={360}
      optionRender={({ data: { label: name, more } }) => (
        <>
          {name} <span className={styles.faint}>{more}</span>
        </>
      )}
    />
  )
}
