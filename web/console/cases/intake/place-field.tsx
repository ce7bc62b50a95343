import { useQueryClient } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { type Found, readEntry, useFoundPlaces } from '#web/console/cases/api-intake.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { pairOf } from '#web/shared/map/read-degrees.ts'
import { Field, toldBy } from './field.tsx'
import type { FormPart } from './intake-form.tsx'
import type { Look } from './look.ts'
import { PlaceState } from './place-state.tsx'
import { useSettled } from './use-settled.ts'
import { intakeWords } from './words.ts'

interface PlaceFieldProps extends FormPart {
  /** Moves the map. */
  readonly look: (at: Look) => void
}

const DIVISIONS: readonly string[] = ['district', 'street', 'community']
/** A grid, a residents' group, a building: the community it lies in has the outline. */
const COMMUNITY_DIGITS = 12

type PlaceHit = Found['places'][number]
const outlineOf = ({ level, code }: PlaceHit): string | null =>
  DIVISIONS.includes(level) ? code : code.length >= COMMUNITY_DIGITS ? code.slice(0, COMMUNITY_DIGITS) : null

/** Finds a place by its name, a pole or a shop by its code, or takes coordinates; and says what lies at the place picked. */
export function PlaceField({ report, change, faults, look }: PlaceFieldProps) {
  const words = useWords(intakeWords)
  const language = useLanguage()
  const client = useQueryClient()
  const [typed, setTyped] = useState('')
  const asked = useSettled(typed.trim(), 200)
  const pair = pairOf(asked)
  const { data, isFetching } = useFoundPlaces(pair ? '' : asked)
  const places = asked === '' || pair ? [] : (data?.places ?? []).filter((place) => outlineOf(place) !== null)
  const entries = asked === '' || pair ? [] : (data?.registers ?? [])
  const choose = async (key: string): Promise<void> => {
    const [kind = '', code = ''] = key.split(':')
    if (kind === 'coordinates' && pair) {
      const place = { lon: Number(pair.lon), lat: Number(pair.lat), datum: 'wgs84' as const }
      change({ place })
      look({ center: place })
    } else if (kind === 'place') look({ division: code })
    else if (kind === 'component' || kind === 'shopfront') {
      const entry = await client.fetchQuery({ queryKey: ['register', kind, code], queryFn: () => readEntry(kind, code) })
      const place = { lon: entry.lon, lat: entry.lat, datum: 'wgs84' as const }
      change({ place, entry: { register: kind, code, name: entry.name } })
      look({ center: place })
    }
  }
  return (
    <Field name="place" faults={faults}>
      <Select
        {...toldBy('place', faults)}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        value={null}
        placeholder={words.findHint}
        notFoundContent={asked === '' || isFetching ? null : words.nothingFound}
        suffixIcon={null}
        onChange={(key: string | null) => key !== null && void choose(key).catch(() => undefined)}
        options={[
          ...(pair ? [{ value: 'coordinates:', label: `${pair.lon}, ${pair.lat}（WGS-84）` }] : []),
          ...places.map((place) => ({
            value: `place:${outlineOf(place)}:${place.code}`,
            label: [language === 'zh' ? place.name : (place.nameEn ?? place.name), place.within].filter(Boolean).join(' · '),
          })),
          ...entries.map(({ register, code, name }) => ({
            value: `${register}:${code}`,
            label: `${words.registers[register]} · ${name} · ${code}`,
          })),
        ]}
      />
      {faults.place === undefined && <PlaceState place={report.place} />}
    </Field>
  )
}
