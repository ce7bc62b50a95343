import type { Case } from '#web/console/cases/api.ts'
import { EventLine } from '#web/console/cases/case/event-line.tsx'
import { useWords } from '#web/shared/language/language.ts'
import styles from './dispatch.module.css'
import { dispatchWords } from './words.ts'

/** Who gave the case back, or asks to, and what was ruled: so that it does not go to the same unit again unawares. */
export function ReturnedNote({ of }: { readonly of: Case }) {
  const words = useWords(dispatchWords)
  const last = (action: string) => of.events.findLast((event) => event.action === action)
  const waits = of.pending === 'return'
  if (!waits && (of.returnCount === 0 || of.stage !== 'filed')) return null
  const lines = [last('request-return'), waits ? undefined : last('decide-return')].filter((event) => event !== undefined)
  return (
    <div className={styles.returned}>
      <b>{waits ? words.asksReturn : words.returnedBefore}</b>
      {lines.map((event) => (
        <p key={event.seq}>
          <EventLine event={event} named={of.named} />
        </p>
      ))}
    </div>
  )
}
