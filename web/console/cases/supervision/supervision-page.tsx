import { Button, Drawer } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { refusalOf } from '#cases/refusal.ts'
import { rowState } from '#cases/row-refusal.ts'
import type { Receipt } from '#web/console/cases/api.ts'
import desk from '#web/console/cases/desk/desk.module.css'
import { DeskTabs, tabOf } from '#web/console/cases/desk/desk-tabs.tsx'
import { EmptyDesk } from '#web/console/cases/desk/empty-desk.tsx'
import { useAdvance } from '#web/console/cases/desk/use-advance.ts'
import { changeFilter } from '#web/console/cases/queue/queue-filter.ts'
import { QueueList } from '#web/console/cases/queue/queue-list.tsx'
import { useCursor } from '#web/console/cases/queue/use-cursor.ts'
import { useQueue } from '#web/console/cases/queue/use-queue.ts'
import { ReadingPane } from '#web/console/cases/workbench/reading-pane.tsx'
import { Selected } from '#web/console/cases/workbench/selected.tsx'
import { useAddress } from '#web/console/cases/workbench/use-address.ts'
import { useBoxCounts } from '#web/console/cases/workbench/use-box-counts.ts'
import { useReading } from '#web/console/cases/workbench/use-reading.ts'
import { useWide } from '#web/console/cases/workbench/use-wide.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useMe } from '#web/shared/session/session.tsx'
import styles from './supervision.module.css'
import { SupervisionPart } from './supervision-part.tsx'
import { supervisionTabs } from './tabs.ts'
import { Tools } from './tools.tsx'
import { UnitsTable } from './units-table.tsx'
import { supervisionWords } from './words.ts'

/** Actions after which a case is no longer in its list, so that the next one opens. */
const MOVES_ON: readonly string[] = [
  'decide-return', 'decide-extension', 'decide-suspension', 'resume', 'take-off-list',
] // biome-ignore format: a list

/** What waits for a ruling, what is late, listed or suspended, and how every unit stands. */
export default function SupervisionPage() {
  const words = useWords(supervisionWords)
  const me = useMe()
  const tabs = useMemo(() => supervisionTabs(me), [me])
  const address = useAddress(tabs[0].filter)
  const { filter, openId } = address
  const tab = tabOf(tabs, filter) ?? tabs[0]
  const { counts, total } = useBoxCounts(tabs, filter)
  const queue = useQueue(filter)
  const cursor = useCursor(queue.rows, openId)
  const wide = useWide()
  const reading = useReading(address, cursor, wide)
  const advance = useAdvance(queue, cursor, address)
  const [unitsOpen, setUnitsOpen] = useState(false)
  /** Puts the reader into the grounds of the ruling that is open, or of the next one. */
  const rule = useRef<(() => void) | null>(null)
  const [ruling, setRuling] = useState(false)
  const finish = (receipt: Receipt): void => {
    if (MOVES_ON.includes(receipt.action)) advance(receipt)
    else void queue.look([receipt])
  }
  const act = (id: string): void => {
    const line = queue.rows.find(({ row }) => row.id === id)
    if (!line) return
    const may = tab.lead !== undefined && refusalOf(tab.lead, rowState(line.row, me), me) === null
    if (tab.lead) reading.act(id, may ? tab.lead : null)
    else if (id === openId) rule.current?.()
    else {
      setRuling(true)
      reading.open(id)
    }
  }
  const units = <UnitsTable chosen={filter.unitId} onChoose={(unitId) => address.setFilter(changeFilter(filter, { unitId }))} />
  const isOpen = openId !== null
  return (
    <div className={desk.page}>
      <h1 className="visually-hidden">{words.title}</h1>
      <DeskTabs label={words.tabs} tabs={tabs} names={words.tab} current={tab} counts={counts} />
      <Tools tab={tab} filter={filter} onFilter={address.setFilter}>
        {(!wide || isOpen) && <Button onClick={() => setUnitsOpen(true)}>{words.units}</Button>}
      </Tools>
      <div className={isOpen ? `${styles.split} ${styles.open}` : styles.split}>
        <div className={styles.list} inert={isOpen && !wide}>
          <QueueList
            queue={queue}
            cursor={cursor}
            columns={tab.columns}
            total={total}
            sort="urgent"
            openId={openId}
            onOpen={reading.open}
            onBack={reading.close}
            onAct={act}
            empty={<EmptyDesk tab={tab} filter={filter} words={words} onClear={() => address.setFilter(tab.filter)} />}
            foot={<Selected queue={queue} cursor={cursor} />}
          />
        </div>
        {openId !== null && (
          <div className={styles.pane}>
            <ReadingPane
              caseId={openId}
              beside={wide}
              asked={reading.asked}
              onClose={reading.close}
              onDone={finish}
              desk={(part) => (
                <SupervisionPart
                  key={part.of.id}
                  {...part}
                  lead={tab.lead}
                  rule={rule}
                  atOnce={ruling}
                  onDone={finish}
                  onRuling={setRuling}
                />
              )}
            />
          </div>
        )}
        {!isOpen && wide && <aside className={styles.units}>{units}</aside>}
      </div>
      <Drawer open={unitsOpen} onClose={() => setUnitsOpen(false)} title={words.units} size={560}>
        {unitsOpen && units}
      </Drawer>
    </div>
  )
}
