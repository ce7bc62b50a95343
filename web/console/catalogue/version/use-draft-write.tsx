import { App } from 'antd'
import { useRef } from 'react'
import { useRenewVersions } from '#web/console/catalogue/api.ts'
import { newRequestId } from '#web/shared/api/submission.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useErrorText } from '#web/shared/states/states.tsx'
import { versionPageWords } from './words.ts'

interface Asked {
  readonly title: string
  readonly text: string
  readonly verb: string
  /** One request id for the question, kept when it is tried again. */
  readonly write: (requestId: string) => Promise<unknown>
  readonly done: string
  readonly after?: () => void
}

/** Asks before something is removed, does it, and tells what came of it; the question stays open while it is refused. */
export function useRemoval(): (asked: Asked) => void {
  const { modal, message } = App.useApp()
  const errorText = useErrorText()
  const renew = useRenewVersions()
  return ({ title, text, verb, write, done, after }) => {
    const requestId = newRequestId()
    modal.confirm({
      title,
      content: text,
      okText: verb,
      okButtonProps: { danger: true },
      onOk: async () => {
        try {
          await write(requestId)
          message.success(done)
          after?.()
          await renew()
        } catch (error) {
          message.error(errorText(error))
          throw error
        }
      },
    })
  }
}

/** What happens after a form of a draft went through. */
export function useSaved(): () => void {
  const { message } = App.useApp()
  const words = useWords(versionPageWords)
  const renew = useRenewVersions()
  const last = useRef(renew)
  last.current = renew
  return () => {
    message.success(words.saved)
    void last.current()
  }
}
