import type { Case, CaseEventLine } from '#web/console/cases/api.ts'
import { EventLine } from '#web/console/cases/case/event-line.tsx'
import { useWords } from '#web/shared/language/language.ts'
import { useNow } from '#web/shared/time/minute.ts'
import { useMoments } from '#web/shared/time/moment.ts'
import styles from './supervision.module.css'
import { supervisionWords } from './words.ts'

/** What of its history matters to who supervises: who was told that it is late, who listed it, why it is suspended, who urged and what was answered. */
function eventsThatMatter(of: Case): readonly CaseEventLine[] {
  const last = (action: string, when = true): readonly CaseEventLine[] =>
    when ? of.events.filter((event) => event.action === action).slice(-1) : []
  return [
    ...last('put-on-list', of.listedLevel !== null),
    ...last('decide-suspension', of.stage === 'suspended'),
    ...of.events.filter(({ action }) => action === 'escalate').slice(-3),
    ...last('urge'),
    ...last('reply-urge'),
  ].toSorted((a, b) => a.seq - b.seq)
}

/** How a case stands in the eyes of who supervises it; nothing where there is nothing to say. */
export function Facts({ of }: { readonly of: Case }) {
  const words = useWords(supervisionWords)
  const { moment } = useMoments()
  const now = useNow()
  const used = of.active?.used ?? null
  const late = of.urgeDueAt !== null && Date.parse(of.urgeDueAt) < now.getTime()
  const told = [
    of.overdue && (used === null || used < 1 ? words.overNow : words.overTimes((Math.floor(used * 10) / 10).toString())),
    of.suspendedUntil && words.suspendedUntil(moment(of.suspendedUntil, now)),
    of.urgeDueAt && (late ? words.answerLate : words.answerBy)(moment(of.urgeDueAt, now)),
    of.urgeCount > 0 && words.urgedTimes(of.urgeCount),
  ].filter(Boolean)
  const events = eventsThatMatter(of)
  if (told.length === 0 && events.length === 0) return null
  return (
    <section className={styles.facts} aria-label={words.facts}>
      {told.length > 0 && <b>{told.join(' · ')}</b>}
      <ul>
        {events.map((event) => (
          <li key={event.seq}>
            <EventLine event={event} named={of.named} />
          </li>
        ))}
      </ul>
    </section>
  )
}
