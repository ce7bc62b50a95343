import { useState } from 'react'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import type { LonLat } from '#web/shared/map/map-props.ts'
import { type NamedPlace, readPlaces } from '../api.ts'
import { PickMap } from '../map/lazy-map.tsx'
import { Field } from '../parts/field.tsx'
import { HereButton } from '../parts/here.tsx'
import parts from '../parts/parts.module.css'
import { PlaceName, usePlaces, wholeName } from '../parts/place-search.tsx'
import { partsWords } from '../parts/words.ts'
import { useCity } from '../shell/city.ts'
import { useLargeType } from '../shell/large-type.ts'
import shell from '../shell/shell.module.css'
import { Fault } from '../shell/waiting.tsx'
import { changeDraft, readDraft, useDraft } from './draft-store.ts'
import { goOn } from './go-on.ts'
import styles from './report.module.css'
import { StepScreen } from './step-screen.tsx'
import { reportWords } from './words.ts'

type Trouble = 'missing' | 'tooWide' | null

/** What is wrong with the place as it is told: nothing when nobody can be asked, for then the report itself is judged. */
async function judge(): Promise<Trouble> {
  const { place, address } = readDraft()
  if (place) return null
  if (address.trim() === '') return 'missing'
  try {
    const { places } = await readPlaces(address.trim())
    return places.some(({ level }) => level !== 'district') ? null : 'tooWide'
  } catch {
    return null
  }
}

/** Where it is: by the device, on the map, or in words. */
export function WhereStep() {
  const words = useWords(reportWords)
  const [large] = useLargeType()
  const [trouble, setTrouble] = useState<Trouble>(null)
  const [open, setOpen] = useState(false)
  const { place } = useDraft()
  const choose = (next: LonLat & { readonly accuracy: number | null }): void => {
    setTrouble(null)
    changeDraft({ place: next })
  }
  const next = async (): Promise<void> => {
    const found = await judge()
    setTrouble(found)
    if (found === null) goOn('where')
  }
  return (
    <StepScreen
      step="where"
      title={words.where.title}
      lead={words.where.lead}
      next={
        <button type="button" className={shell.primary} onClick={next}>
          {words.next}
        </button>
      }
    >
      <div className={styles.ways}>
        <HereButton
          onHere={(fix) => {
            choose(fix)
            // One tap for a step: what the device knows is enough.
            if (large) goOn('where')
          }}
        />
        <button type="button" className={shell.secondary} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? words.where.closeMap : words.where.map}
        </button>
      </div>
      {open && <MapPart place={place} onPick={(picked) => choose({ ...picked, accuracy: null })} />}
      <Chosen />
      <Address />
      {trouble && <Fault text={words.where[trouble]} />}
    </StepScreen>
  )
}

function MapPart({ place, onPick }: { readonly place: LonLat | null; readonly onPick: (place: LonLat) => void }) {
  const words = useWords(reportWords)
  return (
    <div>
      <p className={parts.hint}>{words.where.mapHint}</p>
      <div className={styles.map}>
        <PickMap label={words.where.mapLabel} place={place} onPick={onPick} />
      </div>
    </div>
  )
}

/** The point that is noted, and whether it can be here at all. */
function Chosen() {
  const words = useWords(reportWords)
  const common = useWords(partsWords)
  const language = useLanguage()
  const { place } = useDraft()
  const { data } = useCity()
  const box = data?.bounds
  const outside = place && box && (place.lon < box.west || place.lon > box.east || place.lat < box.south || place.lat > box.north)
  return (
    <div role="status">
      {place && (
        <p className={styles.chosen}>
          <b>{words.where.chosen}</b> {place.accuracy === null ? words.where.onMap : words.where.accuracy(place.accuracy)}{' '}
          <button type="button" className={shell.plain} onClick={() => changeDraft({ place: null })}>
            {words.where.clear}
          </button>
        </p>
      )}
      {outside && <Fault text={common.outside(data?.city[language] ?? '')} />}
    </div>
  )
}

/** The one place a whole address was taken for; a name that is only begun is still to be chosen, and nothing that was written is ever replaced. */
function recognisedIn(address: string, places: readonly NamedPlace[]): NamedPlace | undefined {
  const [only, ...others] = places
  const isBegun = only !== undefined && only.name !== address && only.name.includes(address)
  return others.length === 0 && !isBegun ? only : undefined
}

/** The address in words, and which place we take it for. */
function Address() {
  const words = useWords(reportWords)
  const { address, place } = useDraft()
  const { data } = usePlaces(place ? '' : address)
  const places = (!place && address.trim() !== '' && data?.places.slice(0, 5)) || []
  const recognised = recognisedIn(address.trim(), places)
  return (
    <Field
      label={place ? words.where.addressMore : words.where.address}
      hint={words.where.addressHint}
      value={address}
      maxLength={300}
      autoComplete="off"
      onText={(text) => changeDraft({ address: text })}
    >
      <div role="status">
        {places.length > 0 && <p className={parts.hint}>{recognised ? words.where.recognised : words.where.choose}</p>}
        {recognised && (
          <p>
            <PlaceName place={recognised} />
          </p>
        )}
      </div>
      {!recognised && places.length > 0 && (
        <ul className={parts.found}>
          {places.map((each) => (
            <li key={each.code}>
              <button type="button" onClick={() => changeDraft({ address: wholeName(each) })}>
                <PlaceName place={each} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </Field>
  )
}
