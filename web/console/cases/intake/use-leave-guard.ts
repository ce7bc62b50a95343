import { App } from 'antd'
import { useEffect } from 'react'
import { useBlocker } from 'react-router'
import { useWords } from '#web/shared/language/language.ts'
import { intakeWords } from './words.ts'

/** Asks before something unsent is left behind. */
export function useLeaveGuard(unsent: boolean): void {
  const words = useWords(intakeWords)
  const { modal } = App.useApp()
  const blocker = useBlocker(({ currentLocation, nextLocation }) => unsent && currentLocation.pathname !== nextLocation.pathname)
  useEffect(() => {
    if (!unsent) return
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [unsent])
  useEffect(() => {
    if (blocker.state !== 'blocked') return
    modal.confirm({
      title: words.leave,
      content: words.leaveText,
      okText: words.leaveGo,
      cancelText: words.leaveStay,
      autoFocusButton: 'cancel',
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    })
  }, [blocker, modal, words])
}
