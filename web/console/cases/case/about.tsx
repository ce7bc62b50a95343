import { CHANNEL_NAMES, type Channel, LEVEL_NAMES, ORIGIN_NAMES } from '#cases/words.ts'
import type { Case } from '#web/console/cases/api.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { useMay } from '#web/shared/session/session.tsx'
import { Caller } from './caller.tsx'
import { Moment } from './moment.tsx'
import styles from './section.module.css'
import { Facts, Section } from './section.tsx'
import { caseWords } from './words.ts'

/** What was reported, through which channel, and the three levels of the case. */
export function About({ of }: { readonly of: Case }) {
  const words = useWords(caseWords)
  const say = useSay()
  const mayReveal = useMay('case.read-contact')
  const channel = CHANNEL_NAMES[of.channel as Channel]
  const source = [say(ORIGIN_NAMES[of.origin]), channel && say(channel)].filter(Boolean)
  const levels = [
    words.foundBy(say(LEVEL_NAMES[of.originLevel])),
    words.loopAt(say(LEVEL_NAMES[of.loopLevel])),
    words.closesAt(say(LEVEL_NAMES[of.closingLevel])),
  ]
  return (
    <Section title={words.about}>
      <p className={styles.description}>{of.description}</p>
      <Facts
        facts={[
          [words.source, [...new Set(source)].join(' · ')],
          [words.reported, <Moment key="at" at={of.reportedAt} />],
          [words.levels, levels.join(' → ')],
          [words.component, of.componentCode],
          [words.shopfront, of.shopfrontCode],
          [words.impactArea, of.impactArea === null ? null : words.squareMetres(of.impactArea)],
          [words.caller, mayReveal ? <Caller key="caller" id={of.id} /> : words.masked],
        ]}
      />
    </Section>
  )
}
