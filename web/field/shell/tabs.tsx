import { type ChangeEvent, useRef } from 'react'
import { Link, useLocation } from 'wouter'
import { takePhoto } from '#web/field/photos/take-photo.ts'
import { BLANK_REPORT, REPORT } from '#web/field/report/report-fields.ts'
import { beginDraft, changeDraft } from '#web/field/store/drafts.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useDraftKey, useField, useMay } from './field.ts'
import { MeIcon, ReportIcon, TasksIcon } from './icons.tsx'
import { PartLink } from './part-link.tsx'
import styles from './tabs.module.css'
import { useLive } from './use-live.ts'
import { shellWords } from './words.ts'

/** The camera at the tap that opens the report, unless a report is half done. */
function useCameraFirst() {
  const { db } = useField()
  const draft = useDraftKey(REPORT)
  const input = useRef<HTMLInputElement>(null)
  const begun = useLive(() => db.photos.where('draft').equals(draft).count(), draft) ?? 0
  const open = (): void => {
    if (begun === 0) input.current?.click()
  }
  const take = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [file, now] = [target.files?.[0], Date.now()]
    if (!file) return
    await beginDraft(db, draft, BLANK_REPORT, now)
    await changeDraft(db, draft, { foundAt: now, photoFault: null }, now)
    const photoFault = await takePhoto(db, file, { draft, purpose: 'before', place: null, now }).catch(() => 'broken' as const)
    if (photoFault) await changeDraft(db, draft, { photoFault }, now)
    target.value = ''
  }
  return { input, open, take }
}

/** The tasks as a list and on the map. */
const TASKS = ['/', '/map']

/** The three main pages, within reach of the thumb. */
export function Tabs() {
  const words = useWords(shellWords)
  const { db } = useField()
  const mayReport = useMay('case.report')
  const count = useLive(() => db.tasks.count())
  const camera = useCameraFirst()
  const isTasks = TASKS.includes(useLocation()[0])
  return (
    <nav className={styles.tabs} aria-label={words.tabs}>
      <Link to="/" className={styles.tab} aria-current={isTasks ? 'page' : undefined}>
        <TasksIcon />
        <span>
          {words.tasks}
          {count !== undefined && count > 0 && <span className={styles.count}>{count}</span>}
        </span>
      </Link>
      {mayReport && (
        <PartLink to="/report" className={styles.tab} onClick={camera.open}>
          <ReportIcon />
          <span>{words.report}</span>
        </PartLink>
      )}
      <input ref={camera.input} type="file" accept="image/*" capture="environment" hidden onChange={(event) => void camera.take(event)} />
      <PartLink to="/me" className={styles.tab}>
        <MeIcon />
        <span>{words.me}</span>
      </PartLink>
    </nav>
  )
}
