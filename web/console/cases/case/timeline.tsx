import { tellEvent } from '#cases/tell-event.ts'
import type { Case, CaseEventLine } from '#web/console/cases/api.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { CITY_TIME_ZONE } from '#web/shared/time/moment.ts'
import { doerOf } from './event-line.tsx'
import { Moment } from './moment.tsx'
import { roundsOf } from './rounds.ts'
import { Section } from './section.tsx'
import styles from './timeline.module.css'
import { Verification } from './verification.tsx'
import { caseWords } from './words.ts'

/** Everything that happened, newest last, by rounds: who, when and why. */
export function Timeline({ of }: { readonly of: Case }) {
  const words = useWords(caseWords)
  const rounds = roundsOf(of.events)
  return (
    <Section title={words.history} aside={<Verification of={of} />}>
      {rounds.map((events, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a round is its number
        <div key={index}>
          {rounds.length > 1 && <h4 className={styles.round}>{words.round(index + 1)}</h4>}
          <ol className={styles.timeline}>
            {events.map((event) => (
              <TimelineStep key={event.seq} event={event} named={of.named} />
            ))}
          </ol>
        </div>
      ))}
    </Section>
  )
}

function TimelineStep({ event, named }: { readonly event: CaseEventLine; readonly named: Case['named'] }) {
  const language = useLanguage()
  const words = useWords(caseWords)
  const [what, ...why] = tellEvent(event, language, named, CITY_TIME_ZONE)
  return (
    <li>
      <Moment at={event.at} />
      <div>
        <p>
          <b>{what}</b>
          <span className={styles.who}>{doerOf(event, language, words)}</span>
        </p>
        {why.map((text) => (
          <p key={text} className={styles.words}>
            {text}
          </p>
        ))}
      </div>
    </li>
  )
}
