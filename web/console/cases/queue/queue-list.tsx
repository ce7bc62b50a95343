// biome-ignore-all lint/a11y/useSemanticElements: rows placed one by one make a grid, not a table
import { Button } from 'antd'
import { lazy, type ReactNode, Suspense, useMemo, useRef, useState } from 'react'
import type { CaseSort } from '#web/console/cases/api-lists.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { Failure } from '#web/shared/states/states.tsx'
import { statesWords } from '#web/shared/states/words.ts'
import { columnsOf } from './columns.tsx'
import { fitColumns, tracksOf } from './fit-columns.ts'
import styles from './queue.module.css'
import { QueueHead } from './queue-head.tsx'
import { QueueLine } from './queue-line.tsx'
import { SkeletonLines } from './skeleton-lines.tsx'
import type { Cursor } from './use-cursor.ts'
import { useLineEvents } from './use-line-events.ts'
import { useLines } from './use-lines.ts'
import type { Queue } from './use-queue.ts'
import { useQueueKeys } from './use-queue-keys.ts'
import { useStanding } from './use-standing.ts'
import { useWidth } from './use-width.ts'
import { queueWords } from './words.ts'

const KeysHelp = lazy(async () => ({ default: (await import('./keys-help.tsx')).KeysHelp }))

const CHECK = 36
const PADDING = 32
const ROOM = { comfortable: 40, compact: 32 } as const
const CONTROLS = { none: 'none', some: 'some', all: 'all' } as const

export interface QueueListProps {
  readonly queue: Queue
  readonly cursor: Cursor
  readonly columns: readonly string[]
  readonly density?: keyof typeof ROOM
  /** How many cases the filter finds; undefined while it is being counted. */
  readonly total: number | undefined
  readonly sort: CaseSort
  readonly onSort?: (sort: CaseSort) => void
  /** The case that is open beside the list. */
  readonly openId: string | null
  readonly onOpen: (id: string) => void
  /** Esc: closes what is open; when it answers false, nothing was, and the selection is taken back. */
  readonly onBack: () => boolean
  /** Enter on a line; opens it unless said otherwise. */
  readonly onEnter?: (id: string) => void
  /** The step the case waits for (the key a). */
  readonly onAct?: (id: string) => void
  readonly onFilter?: () => void
  readonly selectable?: boolean
  /** Shown in place of rows when there are none. */
  readonly empty: ReactNode
  /** Stands in the line below the rows. */
  readonly foot?: ReactNode
}

/** A list of cases of any length: keyboard first, live, one line a case. What it shows and what is selected belongs to the page around it. */
export function QueueList(props: QueueListProps) {
  const { queue, cursor, density = 'comfortable', sort, onSort, openId, onEnter, onAct, onFilter, selectable = true, empty, foot } = props
  const words = useWords(queueWords)
  const language = useLanguage()
  const states = useWords(statesWords)
  const body = useRef<HTMLDivElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  const [helping, setHelping] = useState(false)
  const width = useWidth(grid)
  const taken = PADDING + (selectable ? CHECK : 0)
  const columns = useMemo(() => fitColumns(columnsOf(props.columns, language), width - taken), [props.columns, language, width, taken])
  const room = ROOM[density]
  const { virtualizer, pageRows } = useLines({ queue, cursor, body, room })
  const standing = useStanding()
  const events = useLineEvents({ rows: queue.rows, cursor, onOpen: props.onOpen })
  const admit = (): void => {
    virtualizer.scrollToOffset(0)
    void queue.admit()
  }
  useQueueKeys(grid, {
    cursor,
    lastIndex: queue.rows.length - 1,
    pageRows,
    open: onEnter ? (index) => queue.rows[index] && onEnter(queue.rows[index].row.id) : events.open,
    back: () => void (props.onBack() || cursor.clear()),
    ...(onAct && { act: (index: number) => queue.rows[index] && !queue.rows[index].gone && onAct(queue.rows[index].row.id) }),
    help: () => setHelping(true),
    focusFilter: () => onFilter?.(),
    admit,
  })
  const chosen = cursor.selected.size
  const selectableCount = useMemo(() => queue.rows.filter(({ gone }) => !gone).length, [queue.rows])
  const selection = chosen === 0 ? CONTROLS.none : chosen === selectableCount ? CONTROLS.all : CONTROLS.some
  const tracks = `${selectable ? `${CHECK}px ` : ''}${tracksOf(columns)}`
  return (
    <section className={styles.queue} aria-label={words.list}>
      <div className={styles.top}>
        {standing === 'lost' && (
          <p className={styles.lost} role="status">
            {words.lost}
          </p>
        )}
      </div>
      <div
        ref={grid}
        role="grid"
        className={styles.grid}
        style={{ '--tracks': tracks, '--line-room': `${room}px` } as React.CSSProperties}
        aria-label={words.list}
        aria-multiselectable={selectable}
        aria-rowcount={(queue.hasMore ? (props.total ?? -2) : queue.rows.length) + 1}
        aria-colcount={columns.length + (selectable ? 1 : 0)}
        tabIndex={-1}
      >
        <QueueHead
          columns={columns}
          sort={sort}
          onSort={onSort}
          selection={selectable ? { state: selection, toggle: selection === 'all' ? cursor.clear : cursor.selectAll } : undefined}
        />
        <div className={styles.frame}>
          {queue.waiting > 0 && (
            <div className={styles.news}>
              <Button size="small" onClick={admit}>
                {words.newRows(queue.waiting)} ↑
              </Button>
            </div>
          )}
          <div ref={body} role="presentation" className={styles.body} style={{ height: '100%' }}>
            {queue.rows.length === 0 && (
              <InsteadOfLines>
                {queue.state === 'loading' && <SkeletonLines count={14} label={states.loading} />}
                {queue.state === 'failed' && <Failure error={queue.error} retry={queue.retry} />}
                {queue.state === 'ready' && empty}
              </InsteadOfLines>
            )}
            <div className={styles.lines} role="rowgroup" tabIndex={-1} style={{ height: virtualizer.getTotalSize() }}>
              {virtualizer.getVirtualItems().map(({ index, start }) => {
                const line = queue.rows[index]
                if (!line) return <MoreLine key="more" queue={queue} top={start} />
                return (
                  <QueueLine
                    key={line.row.id}
                    line={line}
                    index={index}
                    top={start}
                    columns={columns}
                    isCursor={index === cursor.index}
                    isSelected={cursor.selected.has(line.row.id)}
                    isOpen={line.row.id === openId}
                    selectable={selectable}
                    onPress={events.onPress}
                    onToggle={events.onToggle}
                  />
                )
              })}
            </div>
          </div>
        </div>
      </div>
      <div className={styles.foot}>
        <span role="status">
          {chosen > 0
            ? words.chosen(chosen)
            : props.total === undefined
              ? '\u00a0'
              : queue.hasMore
                ? words.loaded(queue.rows.length, props.total)
                : words.total(props.total)}
        </span>
        {foot}
      </div>
      {helping && (
        <Suspense>
          <KeysHelp onClose={() => setHelping(false)} />
        </Suspense>
      )}
    </section>
  )
}

/** What stands where lines would be is a row of one cell: a grid holds nothing else. */
function InsteadOfLines({ children }: { readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the line holds what is focused
    <div role="row" className={styles.instead}>
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
      <div role="gridcell" className={styles.instead}>
        {children}
      </div>
    </div>
  )
}

/** The line after the last one loaded. */
function MoreLine({ queue, top }: { readonly queue: Queue; readonly top: number }) {
  const words = useWords(queueWords)
  return (
    <div className={styles.more} style={{ transform: `translateY(${top}px)` }} role="presentation">
      {queue.moreFailed ? words.moreFailed : words.loadingMore}
      {queue.moreFailed && (
        <Button size="small" onClick={queue.loadMore}>
          {words.retry}
        </Button>
      )}
    </div>
  )
}
