import { Button } from 'antd'
import { Link } from 'react-router'
import { WEBHOOK_TOPICS } from '#messages/contract.ts'
import type { Webhook } from '#web/console/messages/api.ts'
import { StateMark } from '#web/console/messages/sent/state-mark.tsx'
import { tellReason } from '#web/console/messages/sent/tell-reason.ts'
import { messagesWords } from '#web/console/messages/words.ts'
import { listed, useLanguage, useWords } from '#web/shared/language/language.ts'
import { useMay } from '#web/shared/session/session.tsx'
import { nameEvent } from './name-event.ts'
import styles from './recipients.module.css'
import { TestButton } from './test-button.tsx'
import { recipientsWords } from './words.ts'

interface WebhookLineProps {
  readonly webhook: Webhook
  /** A test was asked for here, and nothing is known of it yet. */
  readonly tested: boolean
  readonly waits: boolean
  readonly onTest: (messageId: string) => void
  readonly onChange: () => void
  readonly onRemove: () => void
}

/** One program: where it listens, of what it hears, and how the last message went. */
export function WebhookLine({ webhook, tested, waits, onTest, onChange, onRemove }: WebhookLineProps) {
  const words = useWords(recipientsWords)
  const language = useLanguage()
  const mayEdit = useMay('message.edit')
  const { id, name, url, topics, active } = webhook
  const all = topics.length === WEBHOOK_TOPICS.length
  return (
    <li className={styles.line}>
      <div>
        <span className={styles.name}>{name}</span>
        {!active && <span className={styles.warned}>{` · ${words.stopped}`}</span>}
        <span className={`${styles.mono} ${styles.url}`} title={url}>
          {url}
        </span>
      </div>
      <div className={styles.faint}>
        {all
          ? words.everyEvent(topics.length)
          : listed(
              topics.map((topic) => nameEvent(topic, language)),
              language,
            )}
      </div>
      <div aria-live={tested ? 'polite' : 'off'}>{waits ? words.testWaits : <Outcome webhook={webhook} />}</div>
      {mayEdit && (
        <div className={styles.actions}>
          <TestButton size="small" webhookId={id} name={name} onQueued={onTest} />
          <Button size="small" aria-label={`${words.change} ${name}`} onClick={onChange}>
            {words.change}
          </Button>
          <Button size="small" aria-label={`${words.remove} ${name}`} onClick={onRemove}>
            {words.remove}
          </Button>
        </div>
      )}
    </li>
  )
}

/** What became of the newest message that was tried. */
function Outcome({ webhook: { name, last } }: { readonly webhook: Webhook }) {
  const words = useWords(recipientsWords)
  const names = useWords(messagesWords)
  const language = useLanguage()
  if (last === null) return <span className={styles.faint}>{words.never}</span>
  return (
    <>
      <StateMark told={last} />
      <div>
        <span className={styles.faint}>
          {names.steps[last.step]}
          {last.reason !== null && ` · ${tellReason(last.reason, language)}`}
        </span>{' '}
        <Link to={`?message=${last.messageId}`} aria-label={words.historyOf(name)}>
          {words.history}
        </Link>
      </div>
    </>
  )
}
