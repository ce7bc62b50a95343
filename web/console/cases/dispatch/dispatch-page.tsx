import { Segmented, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import desk from '#web/console/cases/desk/desk.module.css'
import { DeskTabs, tabOf } from '#web/console/cases/desk/desk-tabs.tsx'
import { EmptyDesk } from '#web/console/cases/desk/empty-desk.tsx'
import { useAdvance } from '#web/console/cases/desk/use-advance.ts'
import { changeFilter } from '#web/console/cases/queue/queue-filter.ts'
import { QueueList } from '#web/console/cases/queue/queue-list.tsx'
import { useCursor } from '#web/console/cases/queue/use-cursor.ts'
import { useQueue } from '#web/console/cases/queue/use-queue.ts'
import { usePlaceOptions } from '#web/console/cases/workbench/filter-options.ts'
import { useAddress } from '#web/console/cases/workbench/use-address.ts'
import { useBoxCounts } from '#web/console/cases/workbench/use-box-counts.ts'
import { useReading } from '#web/console/cases/workbench/use-reading.ts'
import { useWide } from '#web/console/cases/workbench/use-wide.ts'
import { useWords } from '#web/shared/language/language.ts'
import styles from './dispatch.module.css'
import { DispatchPane } from './dispatch-pane.tsx'
import { QueueMap } from './queue-map.tsx'
import { DISPATCH_TABS } from './tabs.ts'
import { dispatchWords } from './words.ts'

const [FILED] = DISPATCH_TABS

/** The queue of what waits for its unit, the unit proposed for the case that is open, and where all of it lies. */
export default function DispatchPage() {
  const words = useWords(dispatchWords)
  const address = useAddress(FILED.filter)
  const { filter, openId } = address
  const tab = tabOf(DISPATCH_TABS, filter) ?? FILED
  const { counts, total } = useBoxCounts(DISPATCH_TABS, filter)
  const queue = useQueue(filter)
  const cursor = useCursor(queue.rows, openId)
  const reading = useReading(address, cursor, true)
  const advance = useAdvance(queue, cursor, address)
  const wide = useWide()
  const [view, setView] = useState<'list' | 'map'>('list')
  const confirm = useRef<(() => void) | null>(null)
  const first = queue.rows.find(({ gone }) => !gone)?.row.id
  const { openCase } = address
  // Nothing is chosen by hand that can be chosen by itself: the most urgent case is open.
  useEffect(() => {
    if (openId === null && first !== undefined) openCase(first, true)
  })
  const enter = (id: string): void => (id === openId ? confirm.current?.() : reading.open(id))
  const select = (id: string): void => {
    const index = queue.rows.findIndex(({ row }) => row.id === id)
    if (index >= 0) cursor.moveTo(index)
    reading.open(id)
  }
  const map = <QueueMap queue={queue} filter={filter} openId={openId} onSelect={select} onFilter={address.setFilter} />
  return (
    <div className={desk.page}>
      <h1 className="visually-hidden">{words.title}</h1>
      <DeskTabs label={words.tabs} tabs={DISPATCH_TABS} names={words.tab} current={tab} counts={counts} />
      <div className={styles.split}>
        <div className={styles.side}>
          <div className={desk.tools}>
            <PlaceChoice value={filter.placeCode} onChange={(placeCode) => address.setFilter(changeFilter(filter, { placeCode }))} />
            {!wide && (
              <Segmented
                aria-label={words.view}
                value={view}
                onChange={setView}
                options={[
                  { value: 'list', label: words.list },
                  { value: 'map', label: words.map },
                ]}
              />
            )}
          </div>
          {wide || view === 'list' ? (
            <QueueList
              queue={queue}
              cursor={cursor}
              columns={tab.columns}
              total={total}
              sort="urgent"
              openId={openId}
              onOpen={reading.open}
              onEnter={enter}
              onBack={() => false}
              selectable={false}
              empty={<EmptyDesk tab={tab} filter={filter} words={words} onClear={() => address.setFilter(tab.filter)} />}
            />
          ) : (
            map
          )}
        </div>
        <DispatchPane caseId={openId} isEmpty={queue.state === 'ready' && first === undefined} confirm={confirm} onDone={advance} />
        {wide && <div className={styles.map}>{map}</div>}
      </div>
    </div>
  )
}

function PlaceChoice({ value, onChange }: { readonly value: string | undefined; readonly onChange: (code: string | undefined) => void }) {
  const words = useWords(dispatchWords)
  const { options, loading } = usePlaceOptions()
  return (
    <Select
      className={desk.narrow}
      aria-label={words.place}
      placeholder={words.anyPlace}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      loading={loading}
      options={[...options]}
      value={value}
      onChange={onChange}
    />
  )
}
