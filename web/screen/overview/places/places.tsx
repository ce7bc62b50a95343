import { useEffect, useState } from 'react'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { Light } from '#web/shared/time/light.tsx'
import { timeWords } from '#web/shared/time/words.ts'
import type { Child, Overview } from '../api.ts'
import { useCount } from '../number-text.ts'
import { PageNumber } from '../page-number.tsx'
import { usePages } from '../use-pages.ts'
import { overviewWords } from '../words.ts'
import styles from './places.module.css'
import { byWorst, worstOf } from './worst.ts'

const ROWS = 13
/** How long a row shows that a case has just arrived there, ms. */
const PULSE = 160

interface PlacesProps {
  readonly places: Overview['children']
  /** Where a case has just arrived: its place code; a new object each time. */
  readonly arrival: { readonly placeCode: string } | null
  readonly onChoose: (code: string) => void
}

/** The places below as a list, the worst first: what the map shows, with every number, and to be reached by keyboard. */
export function Places({ places, arrival, onChoose }: PlacesProps) {
  const words = useWords(overviewWords)
  const { shown, page, pages, hold } = usePages(places.toSorted(byWorst), ROWS)
  const pulsing = usePulse(arrival)
  const kind = places.find((place) => place.kind !== 'zone')?.kind
  return (
    <nav className={styles.places} aria-label={words.children} {...hold}>
      <header>
        <h2>{kind ? words.childrenOf[kind] : words.children}</h2>
        <PageNumber page={page} pages={pages} />
        <span className={styles.figure}>{words.open}</span>
        <span className={styles.figure}>{words.overdue}</span>
      </header>
      {places.length === 0 && <p className={styles.none}>{words.noChildren}</p>}
      <ul>
        {shown.map((child) => (
          <li key={child.code} data-code={child.code}>
            <PlaceRow child={child} pulses={pulsing?.startsWith(child.code) ?? false} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </nav>
  )
}

interface PlaceRowProps {
  readonly child: Child
  readonly pulses: boolean
  readonly onChoose: (code: string) => void
}

function PlaceRow({ child, pulses, onChoose }: PlaceRowProps) {
  const words = useWords(overviewWords)
  const lights = useWords(timeWords)
  const say = useSay()
  const count = useCount()
  const worst = worstOf(child)
  const name = say(child.name)
  const told = words.childLabel(name, worst === 'none' ? words.noClock : lights[worst], count(child.open), count(child.overdue))
  return (
    <button type="button" className={pulses ? `${styles.row} ${styles.arrived}` : styles.row} onClick={() => onChoose(child.code)}>
      <span className="visually-hidden">{told}</span>
      <span className={styles.cells} aria-hidden="true">
        <Light kind={worst} />
        <span className={styles.name}>{name}</span>
        <span className={styles.figure}>{count(child.open)}</span>
        <span className={child.overdue > 0 ? `${styles.figure} ${styles.late}` : styles.figure}>{count(child.overdue)}</span>
      </span>
    </button>
  )
}

function usePulse(arrival: PlacesProps['arrival']): string | null {
  const [pulsing, setPulsing] = useState<string | null>(null)
  useEffect(() => {
    if (!arrival) return
    setPulsing(arrival.placeCode)
    const timer = setTimeout(() => setPulsing(null), PULSE)
    return () => clearTimeout(timer)
  }, [arrival])
  return pulsing
}
