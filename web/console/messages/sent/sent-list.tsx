import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { Message } from '#web/console/messages/api.ts'
import { messagesWords } from '#web/console/messages/words.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { useMoments } from '#web/shared/time/moment.ts'
import styles from './sent.module.css'
import { StateMark } from './state-mark.tsx'
import { tellReason } from './tell-reason.ts'
import { sentWords } from './words.ts'

const ROW = 40
const NEAR_END = 20

interface SentListProps {
  readonly messages: readonly Message[]
  readonly total: number
  readonly openId: string | undefined
  readonly onOpen: (id: string) => void
  /** Called when the last ones come near. */
  readonly onEnd: () => void
}

/** Messages as lines of one height; only those seen are drawn. */
export function SentList({ messages, total, openId, onOpen, onEnd }: SentListProps) {
  const words = useWords(sentWords)
  const scroll = useRef<HTMLElement>(null)
  const lines = useVirtualizer({ count: messages.length, getScrollElement: () => scroll.current, estimateSize: () => ROW, overscan: 12 })
  const shown = lines.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (messages.length > 0 && last >= messages.length - NEAR_END) onEnd()
  }, [last, messages.length, onEnd])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by the keyboard
    <section ref={scroll} className={styles.scroll} tabIndex={0} aria-label={words.list}>
      <div className={styles.head} aria-hidden="true">
        <span>{words.queuedAt}</span>
        <span>{words.step}</span>
        <span>{words.to}</span>
        <span>{words.channel}</span>
        <span>{words.state}</span>
        <span>{words.attempts}</span>
        <span>{words.proof}</span>
      </div>
      <ol className={styles.list} style={{ height: lines.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const message = messages[index]
          if (!message) return null
          return (
            <li key={message.id} style={{ transform: `translateY(${start}px)` }} aria-posinset={index + 1} aria-setsize={total}>
              <Line message={message} open={message.id === openId} onOpen={onOpen} />
            </li>
          )
        })}
      </ol>
    </section>
  )
}

interface LineProps {
  readonly message: Message
  readonly open: boolean
  readonly onOpen: (id: string) => void
}

function Line({ message, open, onOpen }: LineProps) {
  const words = useWords(sentWords)
  const names = useWords(messagesWords)
  const language = useLanguage()
  const { moment, full } = useMoments()
  const { id, step, audience, channel, maskedAddress, state, reason, attempts, gatewayId, createdAt } = message
  const proof = reason === null ? (gatewayId ?? '') : tellReason(reason, language)
  return (
    <button type="button" className={styles.line} aria-current={open} onClick={() => onOpen(id)}>
      <span title={full(createdAt)}>{moment(createdAt)}</span>
      <span>{names.steps[step]}</span>
      <span>
        {names.audiences[audience]} <span className={styles.faint}>{maskedAddress || words.forgotten}</span>
      </span>
      <span>{names.channels[channel]}</span>
      <StateMark told={message} />
      <span className={styles.number}>{attempts}</span>
      <span title={proof} className={state === 'sent' ? styles.faint : undefined}>
        {proof || words.none}
      </span>
    </button>
  )
}
