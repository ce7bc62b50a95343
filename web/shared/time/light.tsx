import { Tooltip } from 'antd'
import { useWords } from '#web/shared/language/language.ts'
import styles from './light.module.css'
import { useNow } from './minute.ts'
import { useMoments } from './moment.ts'
import { timeWords } from './words.ts'

export type LightColour = 'green' | 'yellow' | 'red'
/** Deep red stands for twice the limit and more. */
export type LightKind = LightColour | 'deepRed' | 'standing' | 'none'

/** Never colour alone: each light has a shape of its own. */
const SHAPES: Readonly<Record<LightKind, string>> = { green: '●', yellow: '▲', red: '■', deepRed: '◆', standing: '‖', none: '○' }

/** `used` is the share of the limit: 1 when due, 2 when as long again has passed. */
export const lightKind = (light: LightColour | null, used: number | null, standing = false): LightKind =>
  standing ? 'standing' : light === null ? 'none' : light === 'red' && used !== null && used >= 2 ? 'deepRed' : light

export function Light({ kind }: { readonly kind: LightKind }) {
  const words = useWords(timeWords)
  const name = kind === 'none' ? words.noClock : words[kind]
  return (
    <span className={`${styles.light} ${styles[kind]}`} role="img" aria-label={name} title={name}>
      {SHAPES[kind]}
    </span>
  )
}

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
