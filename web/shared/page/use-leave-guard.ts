import { App } from 'antd'
import { useEffect } from 'react'
import { useBlocker } from 'react-router'

/** The page's own words for the question. */
export interface LeaveWords {
  readonly leave: string
  readonly leaveText: string
  readonly leaveGo: string
  readonly leaveStay: string
}

/** Asks before something unsaved is left behind: for another page, the window's end, and another place of the same page when `search` counts. */
export function useLeaveGuard(unsaved: boolean, words: LeaveWords, search = false): void {
  const { modal } = App.useApp()
  const blocker = useBlocker(
    ({ currentLocation: from, nextLocation: to }) => unsaved && (from.pathname !== to.pathname || (search && from.search !== to.search)),
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
