import { Spin } from 'antd'
import { useWords } from '#web/shared/language/language.ts'
import styles from './map.module.css'
import { mapWords } from './words.ts'

/** Keeps the map's place while it comes. */
export function MapWaiting() {
  const words = useWords(mapWords)
  return (
    <div className={styles.waiting} role="status" aria-label={words.loading}>
      <Spin />
    </div>
  )
}
