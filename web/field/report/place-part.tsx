import { Link } from 'wouter'
import { useField } from '#web/field/shell/field.ts'
import { metresApart } from '#web/field/tasks/sort-tasks.ts'
import { useWords } from '#web/shared/language/language.ts'
import { FROM_HERE } from '#web/shared/page/way-back.ts'
import type { Scanned } from './propose.ts'
import styles from './report.module.css'
import { placedIn, type ReportFields, type ReportPlace } from './report-fields.ts'
import type { ReportFormProps } from './report-page.tsx'
import type { Locating } from './use-report.ts'
import { reportWords } from './words.ts'

interface PlacePartProps extends ReportFormProps {
  readonly locating: Locating
  readonly scanned: Scanned
}

/** Where it is: the position with its grid and datum; without one, a grid that is chosen. */
export function PlacePart({ fields, change, locating, scanned }: PlacePartProps) {
  const words = useWords(reportWords)
  const { pack } = useField()
  const grids = pack?.grids.items ?? []
  const { place } = fields
  const unknown = pack !== null && scanned?.kind === 'grid' && !grids.some(({ code }) => code === scanned.code)
  const choose = (code: string): void => {
    const grid = grids.find((each) => each.code === code)
    if (grid) change(placedIn(grid))
  }
  return (
    <section className="section" aria-label={words.place}>
      <h2 className="heading">{words.place}</h2>
      {unknown && <p className="faint">{words.unknownGrid(scanned.code)}</p>}
      <div className={styles.place}>
        <Found fields={fields} locating={locating} />
        <div className={styles.ways}>
          <button type="button" className="button" disabled={locating.state === 'asking'} onClick={locating.again}>
            {words.again}
          </button>
          {grids.length > 0 && (
            <Link className="button" to="/report/place" state={FROM_HERE}>
              {words.onMap}
            </Link>
          )}
        </div>
      </div>
      {place?.from !== 'position' && place?.from !== 'map' && locating.state !== 'asking' && (
        <label className="field">
          <span className="label">{words.chooseGrid}</span>
          <select value={fields.gridCode ?? ''} onChange={({ target }) => choose(target.value)}>
            <option value="" disabled>
              {words.chooseGrid}
            </option>
            {grids.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className="field">
        <span className="label">{words.address}</span>
        <input value={fields.address} maxLength={300} onChange={({ target }) => change({ address: target.value })} />
      </label>
    </section>
  )
}

/** How exact the place is, or what it stands on. */
function howPlaced(place: ReportPlace, measured: ReportFields['measured'], words: (typeof reportWords)['zh']): string {
  if (place.accuracy !== null) return words.accuracy(place.accuracy)
  if (place.from === 'map') return measured ? words.byMapFrom(metresApart(measured, place)) : words.byMap
  return place.from === 'grid' ? words.byGrid : words.byThing
}

function Found({ fields, locating: { state } }: Pick<PlacePartProps, 'fields' | 'locating'>) {
  const words = useWords(reportWords)
  const { pack } = useField()
  const { place, gridCode } = fields
  const grid = pack?.grids.items.find(({ code }) => code === gridCode)
  const how = place && howPlaced(place, fields.measured, words)
  return (
    <div role="status">
      {state === 'asking' && <p>{words.locating}</p>}
      {place && pack && <p>{grid ? words.inGrid(grid.name) : words.outsideGrids}</p>}
      {place && <p className="faint">{`${place.lon.toFixed(5)}, ${place.lat.toFixed(5)} · ${how} · ${words.datum}`}</p>}
      {(state === 'denied' || state === 'none') && <p className="fault">{words[state]}</p>}
    </div>
  )
}
