import { useNow } from '#web/shared/time/minute.ts'
import { useMoments } from '#web/shared/time/moment.ts'
import styles from './print.module.css'

/** A moment as one says it, and with its full date on paper and in the tooltip. */
export function Moment({ at }: { readonly at: string }) {
  const { moment, full } = useMoments()
  return (
    <time dateTime={at} title={full(at)}>
      <span className={styles.screen}>{moment(at, useNow())}</span>
      <span className={styles.paper}>{full(at)}</span>
    </time>
  )
}
