import styles from './parts.module.css'
import { PICTOGRAMS } from './pictograms.ts'

/** The picture beside a topic; its name says the same, so it is silent. */
export const Pictogram = ({ name }: { readonly name: string }) => (
  <svg className={styles.pictogram} viewBox="0 0 24 24" aria-hidden="true">
    <path d={PICTOGRAMS[name] ?? PICTOGRAMS.question} />
  </svg>
)
