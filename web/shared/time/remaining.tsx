import { Tooltip } from 'antd'
import { useWords } from '#web/shared/language/language.ts'
import styles from './light.module.css'
import { Light } from './light.tsx'
import type { LightKind } from './light-kind.ts'
import { useNow } from './minute.ts'
import { useMoments } from './moment.ts'
import { timeWords } from './words.ts'

export interface RemainingProps {
  readonly kind: LightKind
  /** ISO time; null when nothing is due. */
  readonly dueAt: string | null
}

/** Shape, colour and the remaining time in words; the due moment in the tooltip. */
export function Remaining({ kind, dueAt }: RemainingProps) {
  const words = useWords(timeWords)
  const { remaining, full } = useMoments()
  const now = useNow()
  const text = kind === 'standing' ? words.standing : dueAt === null ? words.noClock : remaining(dueAt, now)
  return (
    <Tooltip title={dueAt === null ? undefined : words.due(full(dueAt))}>
      <span className={styles.remaining}>
        <Light kind={kind} />
        <span className={styles[kind]}>{text}</span>
      </span>
    </Tooltip>
  )
}
