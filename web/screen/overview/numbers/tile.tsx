import type { ReactNode } from 'react'
import styles from './numbers.module.css'

interface TileProps {
  readonly name: string
  readonly value: string
  readonly beside: ReactNode
  readonly chart: ReactNode
}

/** One number that matters, what to hold it against, and how it came about. */
export function Tile({ name, value, beside, chart }: TileProps) {
  return (
    <section className={styles.tile}>
      <div>
        <h2>{name}</h2>
        <p className={styles.value}>{value}</p>
        <p className={styles.beside}>{beside}</p>
      </div>
      {chart}
    </section>
  )
}
