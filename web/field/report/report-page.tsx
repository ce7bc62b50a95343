import { useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { CheckInByCode } from '#web/field/patrol/check-in-by-code.tsx'
import { PhotosField, useDraftPhotos } from '#web/field/photos/photos-field.tsx'
import { photoWords } from '#web/field/photos/words.ts'
import { useDraftKey, useField, useMay, useSender } from '#web/field/shell/field.ts'
import { Notice } from '#web/field/shell/notice.tsx'
import { useDraft } from '#web/field/shell/use-draft.ts'
import { readKept, writeKept } from '#web/field/store/database.ts'
import { dropDraft } from '#web/field/store/drafts.ts'
import { pressSend } from '#web/field/store/press-send.ts'
import { useNamed, useWords } from '#web/shared/language/language.ts'
import { PlacePart } from './place-part.tsx'
import { packedTypes, scannedIn, withRecent } from './propose.ts'
import {
  BLANK_REPORT,
  photosPlace,
  placeStands,
  REPORT,
  type ReportFault,
  type ReportFields,
  reportCargo,
  reportFault,
} from './report-fields.ts'
import { TypePart } from './type-part.tsx'
import { useGridLater, useReportPlace, useScanned } from './use-report.ts'
import { reportWords } from './words.ts'

/** A report: the camera first, everything after it proposed. */
export function ReportPage() {
  const words = useWords(reportWords)
  const mayReport = useMay('case.report')
  const [fields, change] = useDraft<ReportFields>(useDraftKey(REPORT), BLANK_REPORT)
  if (!mayReport) return <Notice title={words.notPermitted} />
  return fields ? <ReportForm fields={fields} change={change} /> : null
}

export interface ReportFormProps {
  readonly fields: ReportFields
  readonly change: (changes: Partial<ReportFields>) => void
}

/** Puts the report into the outbox; answers what is missing, or null when it is there. */
function useSendReport(fields: ReportFields): () => Promise<ReportFault | null> {
  const words = useWords(reportWords)
  const named = useNamed()
  const { db, pack, skew } = useField()
  const sender = useSender()
  const origin = useMay('case.inspect') ? 'inspector' : 'operator'
  const draft = useDraftKey(REPORT)
  const [before, after] = [useDraftPhotos(draft, 'before'), useDraftPhotos(draft, 'after')]
  const type = packedTypes(pack).find(({ code }) => code === fields.typeCode)
  const grid = pack?.grids.items.find(({ code }) => code === fields.gridCode)
  return async () => {
    const missing = reportFault(fields, before.length, after.length, pack?.photos.required ?? [])
    if (missing || !type || !fields.place) return missing ?? 'needsType'
    const { lon, lat } = fields.place
    // What is filed is read by everybody: it is in the language of the data.
    const { near, nearPoint, resultDone } = reportWords.zh
    const whereabouts = grid ? near(grid.name) : nearPoint(lon.toFixed(5), lat.toFixed(5))
    const ids = [before, after].map((photos) => photos.map(({ id }) => id))
    const cargo = reportCargo({
      fields,
      type,
      whereabouts,
      origin,
      before: ids[0] ?? [],
      after: ids[1] ?? [],
      done: resultDone,
      skew,
    })
    if (!cargo) return 'needsPlace'
    const title = words.itemTitle(named(type.name, type.nameEn) ?? type.code, fields.address.trim() || whereabouts)
    await pressSend(db, { ...sender, cargo, title, draft, place: photosPlace(fields), now: Date.now() })
    await writeKept(db, 'recent', { typeCodes: withRecent((await readKept(db, 'recent'))?.typeCodes ?? [], type.code) })
    return null
  }
}

function ReportForm({ fields, change }: ReportFormProps) {
  const words = useWords(reportWords)
  const [, navigate] = useLocation()
  const [query] = useSearchParams()
  const { db, pack } = useField()
  const draft = useDraftKey(REPORT)
  const scanned = scannedIn(query)
  const locating = useReportPlace(placeStands(fields, Date.now()), change)
  useScanned(scanned, pack !== null, change)
  useGridLater(fields, pack, change)
  const photoTexts = useWords(photoWords)
  const [fault, setFault] = useState<ReportFault | null>(null)
  const sendReport = useSendReport(fields)
  const most = pack?.photos.mostPerStep ?? 9
  const send = async (): Promise<void> => {
    const missing = await sendReport().catch((): ReportFault => 'notKept')
    setFault(missing)
    if (!missing) navigate('/outbox')
  }
  const drop = async (): Promise<void> => {
    await dropDraft(db, draft)
    navigate('/')
  }
  const noteFound = (): void => {
    change({ photoFault: null, foundAt: fields.foundAt ?? Date.now() })
  }
  return (
    <>
      <div className="body">
        <h1 className="visually-hidden">{words.title}</h1>
        {scanned?.kind === 'grid' && <CheckInByCode gridCode={scanned.code} />}
        <PhotosField draft={draft} purpose="before" label={words.before} place={photosPlace(fields)} most={most} onTaken={noteFound} />
        <TypePart fields={fields} change={change} />
        <PlacePart fields={fields} change={change} locating={locating} scanned={scanned} />
        <MorePart fields={fields} change={change} />
        {fields.handled && <PhotosField draft={draft} purpose="after" label={words.after} place={photosPlace(fields)} most={most} />}
        <button type="button" className="button danger" onClick={() => void drop()}>
          {words.drop}
        </button>
      </div>
      <div className="foot">
        <p role="alert" className="fault">
          {fault && words[fault]}
          {!fault && fields.photoFault && photoTexts[fields.photoFault]}
        </p>
        <button type="button" className="button primary wide" onClick={() => void send()}>
          {fields.handled ? words.sendHandled : words.send}
        </button>
      </div>
    </>
  )
}

/** What may be added: a note, and that it was handled on the spot. */
function MorePart({ fields, change }: ReportFormProps) {
  const words = useWords(reportWords)
  const { pack } = useField()
  return (
    <section className="section">
      <label className="field">
        <span className="label">{words.note}</span>
        <textarea value={fields.note} maxLength={1500} onChange={({ target }) => change({ note: target.value })} />
      </label>
      {pack?.selfHandling.allowed && (
        <label className="tick">
          <input type="checkbox" checked={fields.handled} onChange={({ target }) => change({ handled: target.checked })} />
          <span>{words.handled}</span>
        </label>
      )}
      {fields.handled && (
        <label className="field">
          <span className="label">{words.result}</span>
          <input
            value={fields.result}
            placeholder={words.resultDone}
            maxLength={500}
            onChange={({ target }) => change({ result: target.value })}
          />
        </label>
      )}
    </section>
  )
}
