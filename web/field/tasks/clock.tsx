import { useField } from '#web/field/shell/field.ts'
import type { TaskRecord } from '#web/field/store/records.ts'
import { useWords } from '#web/shared/language/language.ts'
import styles from '#web/shared/time/light.module.css'
import { Light } from '#web/shared/time/light.tsx'
import { useNow } from '#web/shared/time/minute.ts'
import { useMoments } from '#web/shared/time/moment.ts'
import { timeWords } from '#web/shared/time/words.ts'
import { taskClock } from './task-light.ts'

/** The light and what is left of the limit, by the server's time whatever the phone's clock says. `askedAt` by the phone's clock, ms. */
export function Clock({ active, askedAt }: { readonly active: TaskRecord['active']; readonly askedAt: number }) {
  const { skew } = useField()
  const words = useWords(timeWords)
  const { remaining } = useMoments()
  const now = new Date(useNow().getTime() - skew)
  const { kind, dueAt } = taskClock(active, askedAt, skew, now)
  const text = kind === 'standing' ? words.standing : dueAt === null ? words.noClock : remaining(dueAt, now)
  return (
    <span className={styles.remaining}>
      <Light kind={kind} />
      <span className={styles[kind]}>{text}</span>
    </span>
  )
}
