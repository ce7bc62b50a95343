import { App } from 'antd'
import { useEffect } from 'react'
import { useBlocker } from 'react-router'
import { useWords } from '#web/shared/language/language.ts'
import { gridsWords } from './words.ts'

/** Asks before an edit that is not saved is left behind: another page, another place, or the window itself. */
export function useLeaveGuard(unsaved: boolean): void {
  const words = useWords(gridsWords)
  const { modal } = App.useApp()
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      unsaved && (currentLocation.pathname !== nextLocation.pathname || currentLocation.search !== nextLocation.search),
  )
  useEffect(() => {
    if (!unsaved) return
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [unsaved])
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
