import { useWords } from '#web/shared/language/language.ts'
import styles from './light.module.css'
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
