import styles from './queue.module.css'

/** Lines that keep the place of rows still being read. */
export const SkeletonLines = ({ count, label }: { readonly count: number; readonly label: string }) => (
  <div role="status" aria-label={label}>
    {Array.from({ length: count }, (_, index) => index).map((index) => (
      <div key={index} className={styles.skeleton} aria-hidden="true">
        <span />
        <span />
        <span />
      </div>
    ))}
  </div>
)
