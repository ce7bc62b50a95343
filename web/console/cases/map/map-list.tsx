import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useDeferredValue, useRef } from 'react'
import { STAGE_NAMES } from '#cases/lifecycle.ts'
import type { CaseRow } from '#web/console/cases/api.ts'
import { usePlaceName, useRowNames } from '#web/console/cases/queue/names.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { Empty, Failure, Loading } from '#web/shared/states/states.tsx'
import { SIZES } from '#web/shared/theme/tokens.ts'
import { lightAt } from '#web/shared/time/light-now.ts'
import { useNow } from '#web/shared/time/minute.ts'
import { Remaining } from '#web/shared/time/remaining.tsx'
import styles from './map-page.module.css'
import { type CasesInView, MOST_LISTED } from './use-cases-in-view.ts'
import { mapPageWords } from './words.ts'

interface MapListProps {
  readonly found: CasesInView
  readonly openId: string | null
  readonly isFiltered: boolean
  readonly onOpen: (id: string) => void
}

/** What the map shows as a list, the most urgent first. */
export function MapList({ found, openId, isFiltered, onOpen }: MapListProps) {
  const words = useWords(mapPageWords)
  const { total, error, retry, askedAt } = found
  // Drawing lines waits while the reader moves the map.
  const rows = useDeferredValue(found.rows)
  const body = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: rows?.length ?? 0,
    getScrollElement: () => body.current,
    estimateSize: () => SIZES.row,
    overscan: 4,
  })
  return (
    <section className={styles.list} aria-label={words.list}>
      <p className={styles.count} role="status">
        {total !== undefined && words.count(total)}
      </p>
      <div ref={body} className={styles.rows}>
        {error !== null && error !== undefined ? <Failure error={error} retry={retry} /> : rows === undefined && <Loading rows={12} />}
        {rows?.length === 0 && <Empty title={words.empty}>{isFiltered ? words.emptyFiltered : words.emptyText}</Empty>}
        {rows && rows.length > 0 && (
          <ul style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map(({ index, start }) => {
              const row = rows[index]
              return (
                row && (
                  <li key={row.id} aria-setsize={rows.length} aria-posinset={index + 1} style={{ transform: `translateY(${start}px)` }}>
                    <MapLine row={row} askedAt={askedAt} isOpen={row.id === openId} onOpen={onOpen} />
                  </li>
                )
              )
            })}
          </ul>
        )}
        {total !== undefined && total > MOST_LISTED && <p className={styles.more}>{words.most(MOST_LISTED)}</p>}
      </div>
    </section>
  )
}

interface MapLineProps {
  readonly row: CaseRow
  readonly askedAt: number
  readonly isOpen: boolean
  readonly onOpen: (id: string) => void
}

const MapLine = memo(function MapLine({ row, askedAt, isOpen, onOpen }: MapLineProps) {
  const words = useWords(mapPageWords)
  const say = useSay()
  const now = useNow()
  const type = useRowNames()(row).type ?? words.noType
  const names = usePlaceName()(row.placeCode)
  const street = names.split(' · ').at(-1) || row.address
  const { active } = row
  return (
    <button type="button" className={styles.line} aria-current={isOpen || undefined} onClick={() => onOpen(row.id)}>
      <Remaining kind={lightAt(active, askedAt, now)} dueAt={active?.dueAt ?? null} />
      <span className={styles.what}>
        <span className={styles.cut} title={type}>
          {type}
        </span>
        <span className={`${styles.cut} ${styles.faint}`} title={`${names} · ${row.address} · ${row.number}`}>
          {say(STAGE_NAMES[row.stage])} · {street}
        </span>
      </span>
    </button>
  )
})
