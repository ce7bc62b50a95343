import type { ReactNode } from 'react'
import styles from './list.module.css'

/** What narrows a list, over it. */
export function ListFilters({ children }: { readonly children: ReactNode }) {
  return <search className={styles.filters}>{children}</search>
}

interface ListFilterProps {
  /** Of the control. */
  readonly id: string
  readonly label: string
  readonly children: ReactNode
}

/** One control and its label. */
export function ListFilter({ id, label, children }: ListFilterProps) {
  return (
    <div className={styles.filter}>
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  )
}
