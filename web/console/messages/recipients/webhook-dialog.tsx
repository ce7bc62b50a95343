import { useQueryClient } from '@tanstack/react-query'
import { App, Checkbox, Form, Input } from 'antd'
import type { z } from 'zod'
import { WebhookInput } from '#messages/contract.ts'
import { addWebhook, changeWebhook, type MadeHook, MESSAGES, type Webhook } from '#web/console/messages/api.ts'
import { FormDialog } from '#web/shared/form/form-dialog.tsx'
import { useContractForm } from '#web/shared/form/use-contract-form.ts'
import { useWords } from '#web/shared/language/language.ts'
import { EventSelect } from './event-select.tsx'
import { recipientsWords } from './words.ts'

type Values = Pick<Webhook, 'name' | 'url' | 'topics' | 'active'>

interface WebhookDialogProps {
  /** The one to change; a new one without. */
  readonly of?: Webhook
  /** Told of a new one with its secret, which is told once. */
  readonly onMade: (made: MadeHook) => void
  readonly onClose: () => void
}

/** A program: what for, where it listens and of what it hears; one that is changed can be stopped, too. */
export function WebhookDialog({ of, onMade, onClose }: WebhookDialogProps) {
  const words = useWords(recipientsWords)
  const { message } = App.useApp()
  const client = useQueryClient()
  const change = async (id: string, input: z.input<typeof WebhookInput>): Promise<void> => {
    await changeWebhook(id, input)
    void message.success(words.saved)
    void client.invalidateQueries({ queryKey: [...MESSAGES, 'webhooks'] })
    onClose()
  }
  const state = useContractForm<Values, z.input<typeof WebhookInput>>({
    schema: WebhookInput,
    inputOf: (values, requestId) => ({ requestId, ...values }),
    send: async (input) => (of ? await change(of.id, input) : onMade(await addWebhook(input))),
    onDone: () => {},
  })
  const { name, url, topics, active } = of ?? { name: '', url: '', topics: [], active: true }
  return (
    <FormDialog<Values>
      title={of ? `${words.changeWebhook} · ${of.name}` : words.addWebhook}
      verb={of ? words.save : words.add}
      state={state}
      initial={{ name, url, topics, active }}
      onClose={onClose}
    >
      <Form.Item name="name" label={words.name} extra={words.nameHint}>
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      <Form.Item name="url" label={words.url} extra={words.urlHint}>
        <Input maxLength={1000} autoComplete="off" inputMode="url" />
      </Form.Item>
      <Form.Item name="topics" label={words.events}>
        <EventSelect />
      </Form.Item>
      {of && (
        <Form.Item name="active" valuePropName="checked" extra={words.activeHint}>
          <Checkbox>{words.active}</Checkbox>
        </Form.Item>
      )}
    </FormDialog>
  )
}
