import type { Case } from '#web/console/cases/api.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import styles from './section.module.css'
import { Facts, Section } from './section.tsx'
import { caseWords } from './words.ts'

/** The conditions the case is judged by, as the catalogue version it keeps has them. */
export function StandardSection({ of }: { readonly of: Case }) {
  const words = useWords(caseWords)
  const say = useSay()
  const { standard } = of
  if (standard === null)
    return (
      <Section title={words.standard}>
        <p className={styles.faint}>{words.noStandard}</p>
      </Section>
    )
  return (
    <Section title={words.standard} aside={<span className={styles.faint}>{words.version(standard.catalogueVersion)}</span>}>
      <Facts
        facts={[
          [words.filing, standard.filing],
          [words.closing, standard.closing],
          [words.limit, say(standard.limitText)],
        ]}
      />
    </Section>
  )
}
