import { Button } from 'antd'
import { type QueueFilter, writeFilter } from '#web/console/cases/queue/queue-filter.ts'
import { Empty } from '#web/shared/states/states.tsx'

/** What a desk says where it has no row; `empty` by the key of the tab. */
export interface EmptyWords {
  readonly noMatch: string
  readonly noMatchText: string
  readonly clear: string
  readonly empty: Readonly<Record<string, readonly string[]>>
}

interface EmptyDeskProps {
  readonly tab: { readonly key: string; readonly filter: QueueFilter }
  readonly filter: QueueFilter
  readonly words: EmptyWords
  readonly onClear: () => void
}

/** Why there is no row, and what would bring one. */
export function EmptyDesk({ tab, filter, words, onClear }: EmptyDeskProps) {
  if (writeFilter(filter) !== writeFilter(tab.filter))
    return (
      <Empty title={words.noMatch} action={<Button onClick={onClear}>{words.clear}</Button>}>
        {words.noMatchText}
      </Empty>
    )
  const [title = '', text = ''] = words.empty[tab.key] ?? []
  return <Empty title={title}>{text}</Empty>
}
