import { Link } from 'react-router'
import { STAGE_NAMES } from '#cases/lifecycle.ts'
import { type Case, type CasesRelated, photoAddress, useRelated } from '#web/console/cases/api.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { Moment } from './moment.tsx'
import styles from './related.module.css'
import section from './section.module.css'
import { Section } from './section.tsx'
import { caseWords } from './words.ts'

/** Its primary, what was merged into it, and what lies beside it. */
export function Related({ of }: { readonly of: Case }) {
  const words = useWords(caseWords)
  const { data } = useRelated(of.id)
  return (
    <Section title={words.related}>
      {data?.cases.length === 0 && <p className={section.faint}>{words.noRelated}</p>}
      <ul className={styles.related}>
        {data?.cases.map((each) => (
          <RelatedCase key={each.id} each={each} />
        ))}
      </ul>
    </Section>
  )
}

function RelatedCase({ each }: { readonly each: CasesRelated['cases'][number] }) {
  const words = useWords(caseWords)
  const say = useSay()
  return (
    <li>
      {each.photoId ? (
        <img src={photoAddress(each.id, each.photoId, 'thumb')} alt="" width={56} height={42} loading="lazy" />
      ) : (
        <span className={styles.blank} />
      )}
      <div>
        <Link to={`/cases/${each.id}`} className={styles.relatedNumber}>
          {each.number}
        </Link>
        <span className={section.faint}>
          {`${[words.relations[each.relation], say(STAGE_NAMES[each.stage]), words.metres(each.metres)].join(' · ')} · `}
          <Moment at={each.reportedAt} />
        </span>
        <p className={styles.clip} title={each.description}>
          {each.description}
        </p>
      </div>
    </li>
  )
}
