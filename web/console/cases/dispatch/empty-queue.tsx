import { Button } from 'antd'
import { type QueueFilter, writeFilter } from '#web/console/cases/queue/queue-filter.ts'
import { useWords } from '#web/shared/language/language.ts'
import { Empty } from '#web/shared/states/states.tsx'
import type { DispatchTab } from './tabs.ts'
import { dispatchWords } from './words.ts'

interface EmptyQueueProps {
  readonly tab: DispatchTab
  readonly filter: QueueFilter
  readonly onClear: () => void
}

/** Why there is no row, and what would bring one. */
export function EmptyQueue({ tab, filter, onClear }: EmptyQueueProps) {
  const words = useWords(dispatchWords)
  if (writeFilter(filter) !== writeFilter(tab.filter))
    return (
      <Empty title={words.noMatch} action={<Button onClick={onClear}>{words.clear}</Button>}>
        {words.noMatchText}
      </Empty>
    )
  const [title, text] = words.empty[tab.key] ?? ['', '']
  return <Empty title={title}>{text}</Empty>
}
