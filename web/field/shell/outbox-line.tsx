import { useSyncExternalStore } from 'react'
import { Link } from 'wouter'
import type { EngineState } from '#web/field/store/outbox-engine.ts'
import { countStates, isMine, type OutboxCounts } from '#web/field/store/outbox-rules.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useNow } from '#web/shared/time/minute.ts'
import { useMoments } from '#web/shared/time/moment.ts'
import { useField, useSender } from './field.ts'
import styles from './outbox-line.module.css'
import { useLive } from './use-live.ts'
import { shellWords } from './words.ts'

const subscribeLine = (tell: () => void): (() => void) => {
  window.addEventListener('online', tell)
  window.addEventListener('offline', tell)
  return () => {
    window.removeEventListener('online', tell)
    window.removeEventListener('offline', tell)
  }
}
/** What the phone itself says of its line; that it says yes proves nothing, that it says no does. */
export const useOnline = (): boolean => useSyncExternalStore(subscribeLine, () => navigator.onLine)

export const useOutboxCounts = (): OutboxCounts | undefined => {
  const { db } = useField()
  const { personId, postId } = useSender()
  const ask = async () => countStates(await db.outbox.filter((item) => item.state !== 'sent' && isMine(item, personId, postId)).toArray())
  return useLive(ask, postId)
}

/** How the outbox stands, in one line that is always there. */
function useLineTexts(counts: OutboxCounts | undefined, { paused, nextAt }: EngineState): string[] {
  const words = useWords(shellWords).outbox
  const { length } = useMoments()
  const now = useNow()
  const online = useOnline()
  if (!counts) return ['\u00a0']
  const waiting = counts.waiting + counts.sending
  const texts = [waiting === 0 ? (counts.refused + counts.conflict === 0 ? words.empty : '') : words.waiting(waiting)]
  if (counts.conflict > 0) texts.push(words.conflict(counts.conflict))
  if (counts.refused > 0) texts.push(words.refused(counts.refused))
  if (paused === 'signed-out' || paused === 'owed') texts.push(words.signedOut)
  else if (!online || paused === 'unreachable') texts.push(words.offline)
  else if (counts.sending > 0) texts.push(words.sending)
  const away = (nextAt ?? 0) - now.getTime()
  if (waiting > 0 && online && away > 60_000) texts.push(words.retry(length(away)))
  return texts.filter((text) => text !== '')
}

export function OutboxLine() {
  const words = useWords(shellWords).outbox
  const { engine } = useField()
  const counts = useOutboxCounts()
  const state = useSyncExternalStore(engine.subscribe, engine.state)
  const texts = useLineTexts(counts, state)
  const asks = counts !== undefined && counts.conflict + counts.refused > 0
  return (
    <Link to="/outbox" className={`${styles.line} ${asks ? styles.asks : ''}`} aria-label={`${texts.join(' · ')} ${words.open}`}>
      <span role="status">{texts.join(' · ')}</span>
      <span aria-hidden="true">›</span>
    </Link>
  )
}
