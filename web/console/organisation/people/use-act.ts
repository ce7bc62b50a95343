import { App } from 'antd'
import { useErrorText } from '#web/shared/states/states.tsx'

/** Does something outside a form and says in a message when it was refused. */
export function useAct(): (work: () => Promise<unknown>) => Promise<void> {
  const { message } = App.useApp()
  const errorText = useErrorText()
  return async (work) => {
    try {
      await work()
    } catch (error) {
      message.error(errorText(error))
    }
  }
}
