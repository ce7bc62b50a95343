import { type MouseEvent, useEffect } from 'react'
import { useSay, useWords } from '#web/shared/language/language.ts'
import type { Overview, Place } from '../api.ts'
import { addressOf } from '../use-place.ts'
import { overviewWords } from '../words.ts'
import styles from './top-line.module.css'

const SEPARATOR = '›'

interface WhereProps {
  readonly overview: Overview
  readonly onChoose: (code: string) => void
}

/** The place shown, and what it lies in; Escape goes one up. */
export function Where({ overview: { place, above }, onChoose }: WhereProps) {
  const words = useWords(overviewWords)
  const say = useSay()
  const up = above.at(-1)?.code
  useEffect(() => {
    if (up === undefined) return
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') onChoose(up)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [up, onChoose])
  return (
    <nav className={styles.where} aria-label={words.where}>
      {above.map((each) => (
        <Above key={each.code} place={each} onChoose={onChoose} />
      ))}
      <h1 className={styles.place}>{say(place.name)}</h1>
    </nav>
  )
}

function Above({ place, onChoose }: { readonly place: Place; readonly onChoose: (code: string) => void }) {
  const say = useSay()
  const go = (event: MouseEvent): void => {
    event.preventDefault()
    onChoose(place.code)
  }
  return (
    <>
      <a href={addressOf(place.code)} onClick={go}>
        {say(place.name)}
      </a>
      <span aria-hidden="true">{SEPARATOR}</span>
    </>
  )
}
