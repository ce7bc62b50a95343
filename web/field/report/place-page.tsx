import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { PackAnswer } from '#field/contract.ts'
import { FieldMap } from '#web/field/map/field-map.tsx'
import mapStyles from '#web/field/map/map.module.css'
import { POINTING_ZOOM, wholeOf } from '#web/field/map/map-start.ts'
import { OverPlace } from '#web/field/map/over-place.tsx'
import { gridAt, type Point } from '#web/field/place/grid-at.ts'
import { useDraftKey, useField } from '#web/field/shell/field.ts'
import { Notice } from '#web/field/shell/notice.tsx'
import { useDraft } from '#web/field/shell/use-draft.ts'
import { changeDraft } from '#web/field/store/drafts.ts'
import { metresApart } from '#web/field/tasks/sort-tasks.ts'
import { useWords } from '#web/shared/language/language.ts'
import { goBack } from '#web/shared/page/way-back.ts'
import { BLANK_REPORT, movedTo, REPORT, type ReportFields } from './report-fields.ts'
import { reportWords } from './words.ts'

/** The place of the report under a cross: the map is dragged, the cross stands still, so that no thumb covers what it points at. */
export default function PlacePage() {
  const words = useWords(reportWords)
  const { pack } = useField()
  const [fields] = useDraft<ReportFields>(useDraftKey(REPORT), BLANK_REPORT)
  if (!fields) return null
  const back = (
    <Link className="button" to="/report" replace>
      {words.backToReport}
    </Link>
  )
  const nowhere = fields.place === null && (pack === null || wholeOf(pack, []) === null)
  if (pack === null || nowhere) return <Notice title={words.noGrids} action={back} />
  return <PlaceMap pack={pack} fields={fields} />
}

const middleOf = ({ west, east, south, north }: NonNullable<ReturnType<typeof wholeOf>>): Point => ({
  lon: (west + east) / 2,
  lat: (south + north) / 2,
})

function PlaceMap({ pack, fields }: { readonly pack: PackAnswer; readonly fields: ReportFields }) {
  const words = useWords(reportWords)
  const { db } = useField()
  const draft = useDraftKey(REPORT)
  const [, navigate] = useLocation()
  const [whole] = useState(() => wholeOf(pack, []))
  const [first] = useState<Point>(() => fields.place ?? (whole ? middleOf(whole) : { lon: 0, lat: 0 }))
  const [point, setPoint] = useState<Point>(first)
  const [start] = useState(() => (fields.place || !whole ? { center: first, zoom: POINTING_ZOOM } : { bounds: whole }))
  const back = (): void => goBack(() => navigate('/report', { replace: true }))
  const take = async (): Promise<void> => {
    await changeDraft(db, draft, movedTo(point, fields.measured, pack.grids.items, Date.now()), Date.now())
    back()
  }
  return (
    <>
      <h1 className="visually-hidden">{words.onMap}</h1>
      <FieldMap
        label={words.mapLabel}
        start={start}
        pack={pack}
        cells={[]}
        tasks={[]}
        here={fields.measured}
        selected={null}
        onMove={setPoint}
        onEnter={() => void take()}
        instead={<p className={`faint ${mapStyles.told}`}>{words.withoutMap}</p>}
      >
        <OverPlace measured={fields.measured} />
      </FieldMap>
      <p className={mapStyles.foot}>{words.dragMap}</p>
      <div className="foot">
        <PlaceText pack={pack} point={point} measured={fields.measured} />
        <div className="pair">
          <button type="button" className="button" onClick={back}>
            {words.cancel}
          </button>
          <button type="button" className="button primary" onClick={() => void take()}>
            {words.takePlace}
          </button>
        </div>
      </div>
    </>
  )
}

interface PlaceTextProps {
  readonly pack: PackAnswer
  readonly point: Point
  readonly measured: Point | null
}

/** The grid under the cross, where exactly, in which datum, and how far from where the phone measured itself. */
function PlaceText({ pack, point, measured }: PlaceTextProps) {
  const words = useWords(reportWords)
  const grid = gridAt(pack.grids.items, point)
  const facts = [
    `${point.lon.toFixed(5)}, ${point.lat.toFixed(5)}`,
    ...(measured ? [words.fromMeasured(metresApart(measured, point))] : []),
    words.datum,
  ]
  return (
    <div>
      <p role="status">{grid ? words.inGrid(grid.name) : words.outsideGrids}</p>
      <p className="faint">{facts.join(' · ')}</p>
    </div>
  )
}
