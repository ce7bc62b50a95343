import type { ReactNode } from 'react'
import styles from './facts.module.css'

interface FactListProps {
  readonly facts: readonly (readonly [string, ReactNode])[]
  /** For the names, px. */
  readonly nameRoom: number
  readonly dense?: boolean
}

/** What is known of one thing, each by its name. */
export function FactList({ facts, nameRoom, dense = false }: FactListProps) {
  return (
    <dl
      className={dense ? `${styles.facts} ${styles.dense}` : styles.facts}
      style={{ gridTemplateColumns: `${nameRoom}px minmax(0, 1fr)` }}
    >
      {facts.map(([name, value]) => [<dt key={`${name}/name`}>{name}</dt>, <dd key={name}>{value}</dd>])}
    </dl>
  )
}
