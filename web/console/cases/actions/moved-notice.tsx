import { Button } from 'antd'
import type { PersonAction } from '#cases/contract.ts'
import { ruleOf, STAGE_NAMES } from '#cases/lifecycle.ts'
import { refusalOf } from '#cases/refusal.ts'
import { REFUSAL_TEXTS } from '#cases/refusal-texts.ts'
import { rowState } from '#cases/row-refusal.ts'
import { EventLine } from '#web/console/cases/case/event-line.tsx'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { useMe } from '#web/shared/session/session.tsx'
import styles from './actions.module.css'
import type { Moved } from './use-case-action.ts'
import { actionWords } from './words.ts'

interface MovedNoticeProps {
  readonly action: PersonAction
  readonly moved: Moved
  /** What was meant, where that is more than the action. */
  readonly meant?: string | undefined
  readonly lookAgain: () => void
}

/** Both versions of a case that moved under somebody's hands: what they saw and meant, what it is now and who did what meanwhile. */
export function MovedNotice({ action, moved: { seen, now }, meant, lookAgain }: MovedNoticeProps) {
  const words = useWords(actionWords)
  const say = useSay()
  const me = useMe()
  const refusal = refusalOf(action, rowState(now, me), me)
  const since = now.events.filter(({ seq }) => seq > seen)
  return (
    <div role="alert" className={styles.moved}>
      <b>{words.movedTitle}</b>
      <p>{words.movedSeen(seen, meant ?? say(ruleOf(action)))}</p>
      <p>{words.movedNow(now.version, say(STAGE_NAMES[now.stage]))}</p>
      <ul>
        {since.map((event) => (
          <li key={event.seq}>
            <EventLine event={event} named={now.named} />
          </li>
        ))}
      </ul>
      <p>{refusal === null ? words.movedKept : words.movedNoLonger(say(REFUSAL_TEXTS[refusal]))}</p>
      {refusal === null && <Button onClick={lookAgain}>{words.movedGoOn}</Button>}
    </div>
  )
}
