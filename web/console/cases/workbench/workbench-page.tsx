import type { InputRef } from 'antd'
import { useDeferredValue, useMemo, useRef } from 'react'
import { changeFilter, writeFilter } from '#web/console/cases/queue/queue-filter.ts'
import { QueueList } from '#web/console/cases/queue/queue-list.tsx'
import { useCursor } from '#web/console/cases/queue/use-cursor.ts'
import { useQueue } from '#web/console/cases/queue/use-queue.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useMe } from '#web/shared/session/session.tsx'
import { awaitedStep } from './awaited-step.ts'
import { BoxLine } from './box-line.tsx'
import { boxesOf, boxOf } from './boxes.ts'
import { EmptyList } from './empty-list.tsx'
import { ReadingPane } from './reading-pane.tsx'
import { Selected } from './selected.tsx'
import { Tools } from './tools.tsx'
import { useAddress } from './use-address.ts'
import { useBoxCounts } from './use-box-counts.ts'
import { useReading } from './use-reading.ts'
import { useWide } from './use-wide.ts'
import { useWorkbenchLook } from './use-workbench-look.ts'
import { workbenchWords } from './words.ts'
import styles from './workbench.module.css'

/** What waits for the post, ordered by the clock, with the case that is open beside it. */
export default function WorkbenchPage() {
  const words = useWords(workbenchWords)
  const me = useMe()
  const address = useAddress()
  const { filter, sort, openId } = address
  const boxes = useMemo(() => boxesOf(me), [me])
  const box = boxOf(boxes, filter)
  const { counts, total } = useBoxCounts(boxes, filter)
  const queue = useQueue(filter, sort)
  const cursor = useCursor(queue.rows, openId)
  const wide = useWide()
  const [look, setLook, resetColumns] = useWorkbenchLook()
  // The tick in the panel is drawn at once, all the lines after it.
  const shownLook = useDeferredValue(look)
  const search = useRef<InputRef>(null)
  const reading = useReading(address, cursor, wide)
  const plain = box?.filter ?? changeFilter({}, { box: filter.box })
  const act = (id: string): void => {
    const line = queue.rows.find(({ row }) => row.id === id)
    if (line) reading.act(id, awaitedStep(line.row, me))
  }
  const empty = (
    <EmptyList filter={filter} box={box} isNarrowed={writeFilter(plain) !== writeFilter(filter)} onClear={() => address.setFilter(plain)} />
  )
  return (
    <div className={styles.page}>
      <h1 className="visually-hidden">{words.title}</h1>
      <BoxLine boxes={boxes} current={box} counts={counts} />
      <Tools address={address} search={search} look={look} onLook={setLook} onResetColumns={resetColumns} plain={plain} />
      <div className={openId === null ? styles.split : `${styles.split} ${styles.open}`}>
        <div className={styles.list} inert={openId !== null && !wide}>
          <QueueList
            queue={queue}
            cursor={cursor}
            columns={shownLook.columns}
            density={shownLook.density}
            total={total}
            sort={sort}
            onSort={address.setSort}
            openId={openId}
            onOpen={reading.open}
            onBack={reading.close}
            onAct={act}
            onFilter={() => search.current?.focus()}
            empty={empty}
            foot={<Selected queue={queue} cursor={cursor} />}
          />
        </div>
        {openId !== null && (
          <ReadingPane
            caseId={openId}
            beside={wide}
            asked={reading.asked}
            onClose={reading.close}
            onDone={(receipt) => void queue.look([receipt])}
          />
        )}
      </div>
    </div>
  )
}
