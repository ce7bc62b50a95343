import { ArrowLeftOutlined, CloseOutlined, ExportOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense } from 'react'
import { Link } from 'react-router'
import type { Receipt } from '#web/console/cases/api.ts'
import type { CaseViewProps } from '#web/console/cases/case/case-view.tsx'
import { useWords } from '#web/shared/language/language.ts'
import { MapKeeper } from '#web/shared/map/map-keeper.tsx'
import { Loading } from '#web/shared/states/states.tsx'
import { PaneGuard } from './pane-guard.tsx'
import type { Asked } from './use-reading.ts'
import { workbenchWords } from './words.ts'
import styles from './workbench.module.css'

const CaseView = lazy(async () => ({ default: (await import('#web/console/cases/case/case-view.tsx')).CaseView }))

interface ReadingPaneProps extends Pick<CaseViewProps, 'desk' | 'withMap'> {
  readonly caseId: string
  /** The pane stands beside the list; otherwise it covers it. */
  readonly beside: boolean
  readonly asked: Asked | null
  readonly onClose: () => void
  readonly onDone: (receipt: Receipt) => void
}

/** The page of a case beside the list, or over it with a way back. */
export function ReadingPane({ caseId, beside, asked, onClose, onDone, desk, withMap }: ReadingPaneProps) {
  const words = useWords(workbenchWords)
  const asking = asked?.id === caseId ? asked : null
  return (
    <section className={styles.pane} aria-label={words.pane}>
      <div className={styles.paneBar}>
        <Button
          type="text"
          size="small"
          icon={beside ? <CloseOutlined aria-hidden /> : <ArrowLeftOutlined aria-hidden />}
          onClick={onClose}
        >
          {words.backToList}
        </Button>
        <Link to={`/cases/${caseId}`} className={styles.end}>
          <ExportOutlined aria-hidden="true" /> {words.openWhole}
        </Link>
      </div>
      <div className={styles.paneBody}>
        <PaneGuard>
          <MapKeeper>
            <PaneGuard key={caseId}>
              <Suspense fallback={<Loading rows={12} />}>
                <CaseView
                  key={`${caseId} ${asking?.count ?? 0}`}
                  caseId={caseId}
                  initialAction={asking?.action ?? null}
                  onDone={onDone}
                  desk={desk}
                  withMap={withMap}
                />
              </Suspense>
            </PaneGuard>
          </MapKeeper>
        </PaneGuard>
      </div>
    </section>
  )
}
