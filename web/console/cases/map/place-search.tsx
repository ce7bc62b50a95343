import { App, AutoComplete, Input } from 'antd'
import { useState } from 'react'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import type { MapBounds } from '#web/shared/map/map-props.ts'
import { useErrorText } from '#web/shared/states/states.tsx'
import styles from './map-page.module.css'
import { readPlaceBounds, usePlaces } from './places-found.ts'
import { mapPageWords } from './words.ts'

/** Finds a place by name, pinyin or code and brings it into the window. */
export function PlaceSearch({ onPlace }: { readonly onPlace: (bounds: MapBounds) => void }) {
  const words = useWords(mapPageWords)
  const language = useLanguage()
  const errorText = useErrorText()
  const { message } = App.useApp()
  const [text, setText] = useState('')
  const { places, isFetching } = usePlaces(text)
  const show = async (code: string): Promise<void> => {
    const place = places.find((each) => each.code === code)
    if (!place) return
    setText(language === 'zh' ? place.name : (place.nameEn ?? place.name))
    try {
      const bounds = await readPlaceBounds(place)
      if (bounds) onPlace(bounds)
      else message.info(words.noPlace)
    } catch (error) {
      message.error(errorText(error))
    }
  }
  return (
    <AutoComplete
      className={styles.search}
      value={text}
      options={places.map(({ code, name, nameEn, within }) => ({
        value: code,
        label: [language === 'zh' ? name : (nameEn ?? name), within].filter(Boolean).join(' · '),
      }))}
      popupMatchSelectWidth={false}
      notFoundContent={text.trim() !== '' && !isFetching ? words.noPlace : null}
      onChange={setText}
      onSelect={(code: string) => void show(code)}
    >
      <Input.Search allowClear aria-label={words.place} placeholder={words.place} loading={isFetching} />
    </AutoComplete>
  )
}
