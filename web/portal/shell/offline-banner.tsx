import { useSyncExternalStore } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import styles from './shell.module.css'
import { shellWords } from './words.ts'

function subscribe(tell: () => void): () => void {
  window.addEventListener('online', tell)
  window.addEventListener('offline', tell)
  return () => {
    window.removeEventListener('online', tell)
    window.removeEventListener('offline', tell)
  }
}

/** Whether the device has a line at all; whether a server answers is another matter. */
const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine)

/** Says that there is no network, and that nothing is lost. */
export function OfflineBanner() {
  const words = useWords(shellWords)
  const online = useOnline()
  return (
    <div role="status" aria-live="polite">
      {!online && <p className={styles.offline}>{words.offline}</p>}
    </div>
  )
}
