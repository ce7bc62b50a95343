import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { ContactRequest } from '#messages/contract.ts'
import { MESSAGES } from '#web/console/messages/api.ts'
import { FormDialog } from '#web/shared/form/form-dialog.tsx'
import { useContractForm } from '#web/shared/form/use-contract-form.ts'
import { useWords } from '#web/shared/language/language.ts'
import { recipientsWords } from './words.ts'

interface RemoveDialogProps {
  readonly title: string
  /** What becomes of it, and of what still waits. */
  readonly text: string
  /** Which list it stands in. */
  readonly list: 'contacts' | 'webhooks'
  readonly send: (requestId: string) => Promise<unknown>
  readonly onClose: () => void
  readonly onRemoved: () => void
}

/** Asks before a recipient is removed; what is refused is told here, and tried again under the same id. */
export function RemoveDialog({ title, text, list, send, onClose, onRemoved }: RemoveDialogProps) {
  const words = useWords(recipientsWords)
  const { message } = App.useApp()
  const client = useQueryClient()
  const state = useContractForm<object, { readonly requestId: string }>({
    // Removing a contact and removing a webhook ask for the same.
    schema: ContactRequest,
    inputOf: (_values, requestId) => ({ requestId }),
    // The list is read before the window goes: whoever is led on goes on from what is left.
    send: async ({ requestId }) => {
      await send(requestId)
      await client.invalidateQueries({ queryKey: [...MESSAGES, list] })
    },
    onDone: () => {
      void message.success(words.removed)
      onClose()
      setTimeout(onRemoved)
    },
  })
  return (
    <FormDialog title={title} verb={words.remove} danger state={state} initial={{}} onClose={onClose} width={440}>
      <p>{text}</p>
    </FormDialog>
  )
}
