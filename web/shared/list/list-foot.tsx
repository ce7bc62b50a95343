import { Button } from 'antd'
import type { ReactNode } from 'react'
import styles from './list.module.css'

interface ListFootProps {
  /** How many are read, and whether these are all. */
  readonly told: ReactNode
  readonly hasMore: boolean
  /** Whether more are on their way. */
  readonly isReading: boolean
  readonly onMore: () => void
  readonly words: { readonly more: string; readonly loading: string }
  readonly children?: ReactNode
}

/** Says under a list how much of it is read, with a button for the next part. */
export function ListFoot({ told, hasMore, isReading, onMore, words, children }: ListFootProps) {
  return (
    <div className={styles.foot}>
      <span role="status">{told}</span>
      {hasMore && (
        <Button size="small" disabled={isReading} onClick={onMore}>
          {isReading ? words.loading : words.more}
        </Button>
      )}
      {children}
    </div>
  )
}
