import type { UnitLoad } from '#web/console/cases/api.ts'
import styles from './desk.module.css'

/** The open cases of a unit against those of the fullest one, its overdue ones in the colour of what is late. The figures stand beside it. */
export function UnitBar({ unit: { open, overdue }, most }: { readonly unit: Pick<UnitLoad, 'open' | 'overdue'>; readonly most: number }) {
  const share = (count: number): string => `${most === 0 ? 0 : (count / most) * 100}%`
  return (
    <span className={styles.bar} aria-hidden="true">
      <span style={{ width: share(overdue) }} className={styles.late} />
      <span style={{ width: share(Math.max(0, open - overdue)) }} className={styles.inTime} />
    </span>
  )
}
