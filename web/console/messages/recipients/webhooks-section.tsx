import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { type MadeHook, MESSAGES, removeWebhook, useWebhooks, type Webhook } from '#web/console/messages/api.ts'
import { useWords } from '#web/shared/language/language.ts'
import { SecretDialog } from '#web/shared/secret/secret-dialog.tsx'
import { Empty, Failure, Loading } from '#web/shared/states/states.tsx'
import { RecipientSection } from './recipient-section.tsx'
import styles from './recipients.module.css'
import { RemoveDialog } from './remove-dialog.tsx'
import { WebhookDialog } from './webhook-dialog.tsx'
import { WebhookLine } from './webhook-line.tsx'
import { recipientsWords } from './words.ts'

type Doing =
  | { readonly what: 'add' }
  | { readonly what: 'change' | 'remove'; readonly webhook: Webhook }
  | { readonly what: 'told'; readonly made: MadeHook }

/** Programs that hear of cases. */
export function WebhooksSection() {
  const words = useWords(recipientsWords)
  const client = useQueryClient()
  const [doing, setDoing] = useState<Doing | null>(null)
  // The tests asked for here, by webhook. Ids are in the order of time: a later message tells as much of the way there.
  const [tests, setTests] = useState<Readonly<Record<string, string>>>({})
  const waits = ({ id, last }: Webhook): boolean => (last?.messageId ?? '') < (tests[id] ?? '')
  const { data, error, refetch } = useWebhooks(waits)
  const adding = useRef<HTMLButtonElement>(null)
  const close = (): void => setDoing(null)
  const made = (webhook: MadeHook): void => {
    void client.invalidateQueries({ queryKey: [...MESSAGES, 'webhooks'] })
    setDoing({ what: 'told', made: webhook })
  }
  return (
    <RecipientSection
      id="message-webhooks"
      title={words.webhooks}
      text={words.webhooksText}
      verb={words.addWebhook}
      onAdd={() => setDoing({ what: 'add' })}
      adding={adding}
    >
      {error && !data && <Failure error={error} retry={() => void refetch()} />}
      {!error && !data && <Loading rows={3} />}
      {data?.length === 0 && <Empty title={words.noWebhooks}>{words.noWebhooksText}</Empty>}
      {data && data.length > 0 && (
        <ul className={styles.list} aria-label={words.webhooks}>
          {data.map((webhook) => (
            <WebhookLine
              key={webhook.id}
              webhook={webhook}
              tested={webhook.id in tests}
              waits={waits(webhook)}
              onTest={(messageId) => {
                setTests({ ...tests, [webhook.id]: messageId })
                void refetch()
              }}
              onChange={() => setDoing({ what: 'change', webhook })}
              onRemove={() => setDoing({ what: 'remove', webhook })}
            />
          ))}
        </ul>
      )}
      {doing?.what === 'add' && <WebhookDialog onMade={made} onClose={close} />}
      {doing?.what === 'change' && <WebhookDialog of={doing.webhook} onMade={made} onClose={close} />}
      {doing?.what === 'remove' && (
        <RemoveDialog
          title={words.removeWebhook}
          text={words.removeWebhookAsk(doing.webhook.name)}
          list="webhooks"
          send={(requestId) => removeWebhook(doing.webhook.id, requestId)}
          onClose={close}
          onRemoved={() => adding.current?.focus()}
        />
      )}
      {doing?.what === 'told' && (
        <SecretDialog
          title={`${words.secret} · ${doing.made.name}`}
          text={words.secretText}
          secret={doing.made.secret}
          gone={words.secretGone}
          onClose={() => {
            close()
            setTimeout(() => adding.current?.focus())
          }}
        />
      )}
    </RecipientSection>
  )
}
