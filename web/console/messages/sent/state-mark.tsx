import { CheckOutlined, ClockCircleOutlined, CloseOutlined, StopOutlined } from '@ant-design/icons'
import type { MessageState } from '#messages/channels.ts'
import type { Message } from '#web/console/messages/api.ts'
import { messagesWords } from '#web/console/messages/words.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useMoments } from '#web/shared/time/moment.ts'
import styles from './sent.module.css'
import { sentWords } from './words.ts'

const MARKS: Readonly<Record<MessageState, typeof CheckOutlined>> = {
  queued: ClockCircleOutlined,
  sent: CheckOutlined,
  failed: CloseOutlined,
  dropped: StopOutlined,
}

type Stated = Pick<Message, 'state' | 'attempts' | 'dueAt' | 'finishedAt'>

/** Where a message stands and since or until when, with a shape beside the word. */
export function StateMark({ told: { state, attempts, dueAt, finishedAt } }: { readonly told: Stated }) {
  const words = useWords(sentWords)
  const names = useWords(messagesWords).states
  const { moment } = useMoments()
  const Mark = MARKS[state]
  const waits = (): string => {
    if (new Date(dueAt).getTime() <= Date.now()) return words.waiting
    return attempts > 0 ? words.retry(moment(dueAt)) : words.planned(moment(dueAt))
  }
  return (
    <span className={styles.state} data-state={state}>
      <Mark aria-hidden />
      <span>{state === 'queued' ? waits() : words.stateAt(names[state], finishedAt ? moment(finishedAt) : '')}</span>
    </span>
  )
}
