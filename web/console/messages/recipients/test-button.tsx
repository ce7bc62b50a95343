import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useNavigate } from 'react-router'
import { MESSAGES, testWebhook } from '#web/console/messages/api.ts'
import { newRequestId } from '#web/shared/api/submission.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useMay } from '#web/shared/session/session.tsx'
import { useErrorText } from '#web/shared/states/states.tsx'
import { recipientsWords } from './words.ts'

interface TestButtonProps {
  readonly webhookId: string
  /** What it is called where it is asked for. */
  readonly name: string
  /** Told of the message that waits now; without it the message is opened. */
  readonly onQueued?: (messageId: string) => void
  readonly size?: 'small' | 'middle'
}

/** Queues a test for a webhook after asking, once however often it is pressed, and shows what becomes of it. */
export function TestButton({ webhookId, name, onQueued, size = 'middle' }: TestButtonProps) {
  const words = useWords(recipientsWords)
  const { modal, message } = App.useApp()
  const errorText = useErrorText()
  const client = useQueryClient()
  const navigate = useNavigate()
  const open = async (messageId: string): Promise<void> => {
    await client.resetQueries({ queryKey: MESSAGES })
    await navigate(`?message=${messageId}`)
  }
  const ask = (): void => {
    const requestId = newRequestId()
    const onOk = async (): Promise<void> => {
      try {
        const { messageId } = await testWebhook(webhookId, requestId)
        void message.success(words.testSent)
        await (onQueued ? onQueued(messageId) : open(messageId))
      } catch (refused) {
        void message.error(errorText(refused))
      }
    }
    modal.confirm({ title: words.test, content: words.testAsk(name), okText: words.test, cancelText: words.cancel, onOk })
  }
  if (!useMay('message.edit')) return null
  return (
    <Button size={size} onClick={ask}>
      {words.test}
    </Button>
  )
}
