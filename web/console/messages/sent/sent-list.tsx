import type { Message } from '#web/console/messages/api.ts'
import { messagesWords } from '#web/console/messages/words.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { LineList, ListHead } from '#web/shared/list/line-list.tsx'
import { useMoments } from '#web/shared/time/moment.ts'
import styles from './sent.module.css'
import { StateMark } from './state-mark.tsx'
import { tellReason } from './tell-reason.ts'
import { sentWords } from './words.ts'

interface SentListProps {
  readonly messages: readonly Message[]
  readonly total: number
  readonly openId: string | undefined
  readonly onOpen: (id: string) => void
  /** Called when the last ones come near. */
  readonly onEnd: () => void
}

/** Messages line by line. */
export function SentList({ messages, total, openId, onOpen, onEnd }: SentListProps) {
  const words = useWords(sentWords)
  const head = (
    <ListHead>
      <span>{words.queuedAt}</span>
      <span>{words.step}</span>
      <span>{words.to}</span>
      <span>{words.channel}</span>
      <span>{words.state}</span>
      <span className={styles.number}>{words.attempts}</span>
      <span>{words.proof}</span>
    </ListHead>
  )
  return (
    <LineList label={words.list} items={messages} total={total} openId={openId} onOpen={({ id }) => onOpen(id)} onEnd={onEnd} head={head}>
      {(message) => <Columns message={message} />}
    </LineList>
  )
}

function Columns({ message }: { readonly message: Message }) {
  const words = useWords(sentWords)
  const names = useWords(messagesWords)
  const language = useLanguage()
  const { moment, full } = useMoments()
  const { step, audience, channel, maskedAddress, state, reason, attempts, gatewayId, createdAt } = message
  const proof = reason === null ? (gatewayId ?? '') : tellReason(reason, language)
  return (
    <>
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
    </>
  )
}
