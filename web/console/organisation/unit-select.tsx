import { Select } from 'antd'
import { useState } from 'react'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { useDivision } from './api.ts'
import { type Unit, useUnits } from './api-people.ts'
import organisation from './organisation.module.css'
import { PlaceSelect } from './place-select.tsx'
import { organisationWords } from './words.ts'

interface UnitSelectProps {
  readonly value?: string | null
  readonly onChange?: (id: string | null) => void
  readonly id?: string
}

const PLACES = ['city', 'district', 'street', 'community'] as const
const isUnitLevel = (level: string | undefined): level is Unit['level'] => PLACES.some((each) => each === level)

/** Chooses a unit by the place it serves: first the place, then one of the units on its level. */
export function UnitSelect({ value, onChange, id }: UnitSelectProps) {
  const words = useWords(organisationWords)
  const language = useLanguage()
  const [place, setPlace] = useState<string | null>(null)
  const level = useDivision(place ?? '', place !== null).data?.current?.level
  const known = isUnitLevel(level)
  const { data } = useUnits(known && place !== null ? place : undefined, known ? level : undefined)
  const units = data?.items ?? []
  const choosePlace = (code: string | null): void => {
    setPlace(code)
    onChange?.(null)
  }
  return (
    <span className={organisation.unitSelect}>
      <PlaceSelect label={words.place} levels={PLACES} value={place} onChange={choosePlace} />
      <Select
        id={id}
        aria-label={words.unit}
        allowClear
        disabled={place === null}
        placeholder={place === null ? words.choosePlaceFirst : words.chooseUnit}
        showSearch={{ optionFilterProp: 'label' }}
        value={value ?? null}
        onChange={(chosen: string | undefined) => onChange?.(chosen ?? null)}
        options={units.map(({ id: unitId, name, nameEn }) => ({ value: unitId, label: language === 'zh' ? name : (nameEn ?? name) }))}
      />
    </span>
  )
}
