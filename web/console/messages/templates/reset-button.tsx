import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import type { TemplateKey } from '#messages/preview-message.ts'
import { MESSAGES, resetTemplate } from '#web/console/messages/api.ts'
import { newRequestId } from '#web/shared/api/submission.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useErrorText } from '#web/shared/states/states.tsx'
import { templatesWords } from './words.ts'

/** Goes back to the shipped text after asking. */
export function ResetButton({ textKey, onDone }: { readonly textKey: TemplateKey; readonly onDone: () => void }) {
  const words = useWords(templatesWords)
  const { modal, message } = App.useApp()
  const errorText = useErrorText()
  const client = useQueryClient()
  const ask = (): void => {
    const requestId = newRequestId()
    const onOk = async (): Promise<void> => {
      try {
        await resetTemplate(textKey, requestId)
        await client.invalidateQueries({ queryKey: [...MESSAGES, 'templates'] })
        onDone()
        void message.success(words.resetDone)
      } catch (refused) {
        void message.error(errorText(refused))
      }
    }
    const danger = { danger: true }
    modal.confirm({
      title: words.reset,
      content: words.resetAsk,
      okText: words.reset,
      okButtonProps: danger,
      cancelText: words.cancel,
      onOk,
    })
  }
  return (
    <Button size="small" onClick={ask}>
      {words.reset}
    </Button>
  )
}
