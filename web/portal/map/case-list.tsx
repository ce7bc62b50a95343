import { useEffect, useRef, useState } from 'react'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import type { LonLat } from '#web/shared/map/map-props.ts'
import { readTopics } from '../api.ts'
import { MeToo } from '../me-too/me-too.tsx'
import { Pictogram } from '../parts/pictogram.tsx'
import { StateMark } from '../parts/state-mark.tsx'
import { partsWords } from '../parts/words.ts'
import shell from '../shell/shell.module.css'
import { useRead } from '../shell/use-read.ts'
import { Waiting } from '../shell/waiting.tsx'
import type { PublicCase } from './cases-around.ts'
import styles from './map.module.css'
import { mapPageWords } from './words.ts'

const AT_ONCE = 20

/** What reads tiles comes with the first list. */
const around = async (place: LonLat): Promise<readonly PublicCase[]> => (await import('./cases-around.ts')).casesAround(place)

interface CaseListProps {
  /** The place it lists around; null until one is known. */
  readonly around: LonLat | null
  /** The case that was pointed at on the map. */
  readonly chosen: string | null
  readonly onShow: (shown: PublicCase) => void
}

/** The same as the map, as a list. */
export function CaseList({ around: place, chosen, onShow }: CaseListProps) {
  const words = useWords(mapPageWords)
  const [most, setMost] = useState(AT_ONCE)
  const key = place && `around ${place.lon.toFixed(4)} ${place.lat.toFixed(4)}`
  const { data, error, retry } = useRead(key, () => around(place ?? { lon: 0, lat: 0 }))
  if (!place)
    return (
      <section>
        <h2>{words.choose}</h2>
        <p>{words.chooseText}</p>
      </section>
    )
  if (!data) return <Waiting error={error} retry={retry} />
  const pointed = data.findIndex(({ ref }) => ref === chosen)
  const shown = data.slice(0, Math.max(most, pointed + 1))
  return (
    <section>
      <div role="status">
        <h2>{data.length === 0 ? words.none : words.list(data.length)}</h2>
      </div>
      <ul className={styles.cases}>
        {shown.map((each) => (
          <Row key={each.ref} shown={each} isChosen={each.ref === chosen} onShow={onShow} />
        ))}
      </ul>
      {data.length > shown.length && (
        <button type="button" className={shell.secondary} onClick={() => setMost(shown.length + AT_ONCE)}>
          {words.more(Math.min(AT_ONCE, data.length - shown.length))}
        </button>
      )}
    </section>
  )
}

interface RowProps {
  readonly shown: PublicCase
  readonly isChosen: boolean
  readonly onShow: (shown: PublicCase) => void
}

function Row({ shown, isChosen, onShow }: RowProps) {
  const words = useWords(mapPageWords)
  const common = useWords(partsWords)
  const language = useLanguage()
  const row = useRef<HTMLLIElement>(null)
  const topic = useRead('topics', readTopics).data?.topics.find(({ code }) => code === shown.topic)
  const name = topic?.name[language] ?? ''
  const facts = [
    common.metres(Math.round(shown.metres / 10) * 10),
    common.reportedOn(shown.reportedOn),
    ...(shown.blurred ? [common.blurred] : []),
  ]
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  return (
    <li ref={row} className={isChosen ? styles.chosen : undefined} aria-current={isChosen}>
      <Pictogram name={topic?.pictogram ?? 'question'} />
      <div>
        <h3>{name}</h3>
        <p>
          <StateMark state={shown.state} />
        </p>
        <p className={styles.facts}>{facts.join(' · ')}</p>
        <div className={styles.act}>
          <button type="button" className={shell.plain} aria-label={words.onMapNamed(name)} onClick={() => onShow(shown)}>
            {words.onMap}
          </button>
          {shown.state !== 'done' && <MeToo caseRef={shown.ref} name={name} count={null} />}
        </div>
      </div>
    </li>
  )
}
