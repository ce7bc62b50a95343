import { useEffect, useRef, useSyncExternalStore } from 'react'
import { closeExpired } from '#web/field/patrol/duty.ts'
import { TELL_EVERY, tellVisits, walkedCell } from '#web/field/patrol/walk.ts'
import { patrolWords } from '#web/field/patrol/words.ts'
import { keepFix } from '#web/field/place/latest-fix.ts'
import { watchPosition } from '#web/field/place/position.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useField, useSender } from './field.ts'

const subscribe = (tell: () => void): (() => void) => {
  document.addEventListener('visibilitychange', tell)
  return () => document.removeEventListener('visibilitychange', tell)
}
const useVisible = (): boolean => useSyncExternalStore(subscribe, () => document.visibilityState === 'visible')

/**
 * Follows the position only while the person is on duty and the page is looked at, and makes cells of it. Off duty or in the background there is no
 * watch at all.
 */
export function Walker() {
  const { db, duty, pack } = useField()
  const { personId, postId } = useSender()
  const visible = useVisible()
  const { visits: title } = useWords(patrolWords)
  const patrolId = duty?.patrolId
  // What was told of a patrol, and a pack fetched anew, change what a position means without beginning another watch.
  const latest = useRef({ duty, pack })
  latest.current = { duty, pack }
  const watches = patrolId !== undefined && pack !== null && visible
  useEffect(() => {
    if (!watches) return
    const stop = watchPosition((fix) => {
      keepFix(fix)
      const now = latest.current
      const cell = now.duty && now.pack && walkedCell(now.duty, now.pack, fix)
      if (cell) void db.walked.put(cell).catch(() => {})
    })
    return () => {
      keepFix(null)
      stop()
    }
  }, [db, watches])
  useEffect(() => {
    if (patrolId === undefined) {
      void closeExpired({ db, personId, postId, title, now: Date.now() })
      return
    }
    const timer = setInterval(() => void tellVisits({ db, personId, postId, title, now: Date.now() }), TELL_EVERY)
    return () => clearInterval(timer)
  }, [db, patrolId, personId, postId, title])
  return null
}
