import { useWords } from '#web/shared/language/language.ts'
import styles from './light.module.css'
import type { LightKind } from './light-kind.ts'
import { timeWords } from './words.ts'

/** Never colour alone: each light has a shape of its own. */
const SHAPES: Readonly<Record<LightKind, string>> = { green: '●', yellow: '▲', red: '■', deepRed: '◆', standing: '‖', none: '○' }

export function Light({ kind }: { readonly kind: LightKind }) {
  const words = useWords(timeWords)
  const name = kind === 'none' ? words.noClock : words[kind]
  return (
    <span className={`${styles.light} ${styles[kind]}`} role="img" aria-label={name} title={name}>
      {SHAPES[kind]}
    </span>
  )
}
