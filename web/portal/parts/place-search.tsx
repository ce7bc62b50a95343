import { useEffect, useState } from 'react'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { type NamedPlace, readPlaces } from '../api.ts'
import { useRead } from '../shell/use-read.ts'
import { Field } from './field.tsx'
import styles from './parts.module.css'
import { partsWords } from './words.ts'

const PAUSE = 350

/** A text once nobody has typed for a moment. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

/** Places a text names; nothing for an empty one. */
export function usePlaces(text: string) {
  const settled = useSettled(text.trim())
  return useRead(settled === '' ? null : `places ${settled}`, () => readPlaces(settled))
}

/** The whole name of a place, from the widest down. */
export const wholeName = ({ name, within }: NamedPlace): string => [within?.replaceAll(' ', ''), name].filter(Boolean).join('')

/** What a place is called in a list. */
export function PlaceName({ place }: { readonly place: NamedPlace }) {
  const language = useLanguage()
  return (
    <>
      {(language === 'en' && place.nameEn) || place.name} {place.within && <small>{place.within}</small>}
    </>
  )
}

/** Finds a district, street or community by its name. */
export function PlaceSearch({ onPlace }: { readonly onPlace: (place: NamedPlace) => void }) {
  const words = useWords(partsWords)
  const [text, setText] = useState('')
  const { data } = usePlaces(text)
  const choose = (place: NamedPlace): void => {
    setText('')
    onPlace(place)
  }
  const places = text.trim() === '' ? undefined : data?.places
  return (
    <Field label={words.find} hint={words.findHint} value={text} onText={setText} autoComplete="off" type="search">
      <div role="status" className={places?.length === 0 ? undefined : 'visually-hidden'}>
        {places && (places.length === 0 ? words.foundNone : words.found(places.length))}
      </div>
      {places && places.length > 0 && (
        <ul className={styles.found}>
          {places.map((place) => (
            <li key={place.code}>
              <button type="button" onClick={() => choose(place)}>
                <PlaceName place={place} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </Field>
  )
}
