import { Button } from 'antd'
import type { QueueFilter } from '#web/console/cases/queue/queue-filter.ts'
import { useWords } from '#web/shared/language/language.ts'
import { Empty } from '#web/shared/states/states.tsx'
import type { Box } from './boxes.ts'
import { workbenchWords } from './words.ts'

interface EmptyListProps {
  readonly filter: QueueFilter
  readonly box: Box | null
  /** Narrowed by more than its box. */
  readonly isNarrowed: boolean
  readonly onClear: () => void
}

/** Why there is no row, and what would bring one. */
export function EmptyList({ filter, box, isNarrowed, onClear }: EmptyListProps) {
  const words = useWords(workbenchWords)
  if (isNarrowed || box === null)
    return (
      <Empty title={words.noMatch} action={<Button onClick={onClear}>{words.clearFilter}</Button>}>
        {words.noMatchText}
      </Empty>
    )
  if (filter.box === 'inbox') return <Empty title={words.emptyInbox}>{words.emptyInboxText}</Empty>
  return <Empty title={words.emptyBox}>{words.emptyBoxText}</Empty>
}
