import { CloseOutlined, ExportOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useEffect } from 'react'
import { Link } from 'react-router'
import { useWords } from '#web/shared/language/language.ts'
import { MapKeeper } from '#web/shared/map/map-keeper.tsx'
import { Loading } from '#web/shared/states/states.tsx'
import styles from './map-page.module.css'
import { mapPageWords } from './words.ts'

const CaseView = lazy(async () => ({ default: (await import('#web/console/cases/case/case-view.tsx')).CaseView }))

interface MapPaneProps {
  readonly caseId: string
  readonly onClose: () => void
}

/** The page of the open case beside the map, or over its side where room is short; Escape closes it unless something inside took the key. */
export function MapPane({ caseId, onClose }: MapPaneProps) {
  const words = useWords(mapPageWords)
  useEffect(() => {
    const onKey = ({ key, defaultPrevented, target }: KeyboardEvent): void => {
      const typing = target instanceof HTMLElement && target.matches('input, textarea, [contenteditable]')
      if (key === 'Escape' && !defaultPrevented && !typing) onClose()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [onClose])
  return (
    <section className={styles.pane} aria-label={words.pane}>
      <div className={styles.paneBar}>
        <Button type="text" size="small" icon={<CloseOutlined />} onClick={onClose}>
          {words.close}
        </Button>
        <Link to={`/cases/${caseId}`}>
          <ExportOutlined aria-hidden="true" /> {words.openWhole}
        </Link>
      </div>
      <div className={styles.paneBody}>
        <MapKeeper>
          <Suspense fallback={<Loading rows={12} />}>
            <CaseView key={caseId} caseId={caseId} />
          </Suspense>
        </MapKeeper>
      </div>
    </section>
  )
}
