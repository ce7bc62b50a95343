import type { Case } from '#web/console/cases/api.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { Moment } from './moment.tsx'
import styles from './section.module.css'
import { Section } from './section.tsx'
import { caseWords } from './words.ts'

/** Who assists the unit with what, and who is done. */
export function Parts({ of }: { readonly of: Case }) {
  const words = useWords(caseWords)
  const language = useLanguage()
  if (of.assisting.length === 0) return null
  return (
    <Section title={words.parts}>
      <ul className={styles.lines}>
        {of.assisting.map(({ unitId, task, doneAt, result }) => (
          <li key={unitId}>
            <b>{of.named[unitId]?.[language] ?? unitId}</b>
            <span>{task}</span>
            <span className={styles.faint}>
              {doneAt === null ? words.partOpen : <Moment at={doneAt} />}
              {result && ` · ${result}`}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
