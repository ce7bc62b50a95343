import { Input, Select } from 'antd'
import { useEffect, useId, useState } from 'react'
import { DATUMS, type Datum } from '#platform/datum-names.ts'
import { useWords } from '#web/shared/language/language.ts'
import { placeWords } from './place-words.ts'
import styles from './places.module.css'
import type { GivenPlace } from './places.ts'
import { pairOf, readDegrees, writeDegrees } from './read-degrees.ts'

interface CoordinatesFormProps {
  readonly value: GivenPlace | null
  readonly onChange: (place: GivenPlace) => void
}

interface Typed {
  readonly lon: string
  readonly lat: string
}

const typedOf = (value: GivenPlace | null): Typed =>
  value ? { lon: writeDegrees(value.lon), lat: writeDegrees(value.lat) } : { lon: '', lat: '' }

/** Coordinates as text, with the datum they were measured in; a pair pasted into either field fills both. */
export function CoordinatesForm({ value, onChange }: CoordinatesFormProps) {
  const words = useWords(placeWords)
  const [typed, setTyped] = useState(typedOf(value))
  const [datum, setDatum] = useState<Datum>(value?.datum ?? 'wgs84')
  const given = JSON.stringify(value)
  useEffect(() => {
    const place: GivenPlace | null = JSON.parse(given)
    setTyped(typedOf(place))
    if (place) setDatum(place.datum)
  }, [given])
  const take = (next: Typed, inDatum: Datum): void => {
    const [lon, lat] = [readDegrees(next.lon, 180), readDegrees(next.lat, 90)]
    if (lon !== null && lat !== null) onChange({ lon, lat, datum: inDatum })
  }
  const type = (field: keyof Typed, text: string): void => setTyped(pairOf(text) ?? { ...typed, [field]: text })
  const chooseDatum = (next: Datum): void => {
    setDatum(next)
    take(typed, next)
  }
  const shared = { typed, onType: type, onDone: () => take(typed, datum) }
  return (
    <div className={styles.coordinates}>
      <DegreesField {...shared} field="lon" label={words.lon} most={180} fault={words.badLon} />
      <DegreesField {...shared} field="lat" label={words.lat} most={90} fault={words.badLat} />
      <DatumField value={datum} onChange={chooseDatum} />
    </div>
  )
}

interface DegreesFieldProps {
  readonly field: keyof Typed
  readonly label: string
  readonly most: number
  readonly fault: string
  readonly typed: Typed
  readonly onType: (field: keyof Typed, text: string) => void
  readonly onDone: () => void
}

function DegreesField({ field, label, most, fault, typed, onType, onDone }: DegreesFieldProps) {
  const id = useId()
  const text = typed[field]
  const wrong = text.trim() !== '' && readDegrees(text, most) === null
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        value={text}
        inputMode="decimal"
        autoComplete="off"
        {...(wrong && { status: 'error' as const })}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-fault` : undefined}
        onChange={({ target }) => onType(field, target.value)}
        onBlur={onDone}
        onPressEnter={(event) => {
          // Inside a form Enter here means this place, not the whole form.
          event.preventDefault()
          onDone()
        }}
      />
      {wrong && (
        <p id={`${id}-fault`} role="alert" className={styles.fault}>
          {fault}
        </p>
      )}
    </div>
  )
}

function DatumField({ value, onChange }: { readonly value: Datum; readonly onChange: (datum: Datum) => void }) {
  const words = useWords(placeWords)
  const id = useId()
  return (
    <div>
      <label htmlFor={id}>{words.datum}</label>
      <Select
        id={id}
        value={value}
        onChange={onChange}
        popupMatchSelectWidth={false}
        options={DATUMS.map((datum) => ({ value: datum, label: words.datums[datum] }))}
      />
    </div>
  )
}
