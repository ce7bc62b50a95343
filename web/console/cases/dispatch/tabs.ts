import type { QueueFilter } from '#web/console/cases/queue/queue-filter.ts'
import type { ColumnKey } from '#web/console/cases/queue/words.ts'

export interface DispatchTab {
  readonly key: 'filed' | 'recallable' | 'returned'
  readonly filter: QueueFilter
  readonly columns: readonly ColumnKey[]
}

/** The lists of the desk: what waits to be dispatched at the reader's level, what may still be taken back, what came back. */
export const DISPATCH_TABS: readonly [DispatchTab, ...DispatchTab[]] = [
  { key: 'filed', filter: { box: 'inbox', stage: 'filed' }, columns: ['remaining', 'type', 'place', 'description', 'returned', 'number'] },
  { key: 'recallable', filter: { box: 'recallable' }, columns: ['remaining', 'unit', 'type', 'place', 'number'] },
  { key: 'returned', filter: { box: 'returned' }, columns: ['remaining', 'type', 'stage', 'unit', 'place', 'number'] },
]
