import type { PersonAction } from '#cases/contract.ts'
import { type PendingKind, ruleOf } from '#cases/lifecycle.ts'
import { RETURN_REASON_WORDS, type ReturnReason } from '#cases/reason-words.ts'
import { describeLimit, type TimeLimit } from '#catalogue/time-limit.ts'
import { type Case, type Precedent, usePrecedents } from '#web/console/cases/api.ts'
import { useLanguage, useSay, useWords } from '#web/shared/language/language.ts'
import { useMoments } from '#web/shared/time/moment.ts'
import styles from './actions.module.css'
import { actionWords } from './words.ts'

interface AskedProps {
  readonly of: Case
  readonly action: PersonAction
}

/** What an action is decided by: the request that waits with its precedents, or the condition that must hold. */
export function DecidedBy({ of, action }: AskedProps) {
  const words = useWords(actionWords)
  const kind = ruleOf(action).rulesOn
  if (kind) return <Asked of={of} kind={kind} />
  if (of.standard === null) return null
  if (action === 'close' || action === 'check') return <Condition label={words.closingHolds} text={of.standard.closing} />
  return null
}

const Condition = ({ label, text }: { readonly label: string; readonly text: string }) => (
  <div className={styles.asked}>
    <p className={styles.hint}>{label}</p>
    <p>{text}</p>
  </div>
)

function Asked({ of, kind }: { readonly of: Case; readonly kind: PendingKind }) {
  const words = useWords(actionWords)
  const told = useToldRequest()
  const { data } = usePrecedents(of.id)
  const detail = of.pendingDetail ?? {}
  return (
    <div className={styles.asked}>
      <p>
        <b>{words.asked[kind]}</b>
        {`：${told(detail)}`}
      </p>
      <p className={styles.hint}>{words.precedents}</p>
      {data?.rulings.length === 0 && <p className={styles.hint}>{words.noPrecedents}</p>}
      <ul>
        {data?.rulings.slice(0, 5).map((ruling) => (
          <li key={`${ruling.caseId} ${ruling.at}`}>
            <PrecedentLine ruling={ruling} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A request in words: its coded reason, its length or date, and what was written. */
export function useToldRequest(): (detail: Readonly<Record<string, unknown>>) => string {
  const words = useWords(actionWords)
  const language = useLanguage()
  const say = useSay()
  const { full } = useMoments()
  return ({ reason, extra, until, note }) => {
    const coded = RETURN_REASON_WORDS[reason as ReturnReason]
    const parts = [
      extra ? words.askedExtra(describeLimit(extra as TimeLimit, language)) : '',
      until ? words.askedUntil(full(String(until))) : '',
      coded ? say(coded) : String(reason ?? ''),
      String(note ?? ''),
    ]
    return parts.filter(Boolean).join(' · ')
  }
}

/** One earlier ruling in a line. */
export function PrecedentLine({ ruling }: { readonly ruling: Precedent }) {
  const words = useWords(actionWords)
  const told = useToldRequest()
  const { moment } = useMoments()
  const request = told({ reason: ruling.reasonCode ?? ruling.reason, extra: ruling.extra, until: ruling.until })
  return <>{`${moment(ruling.at)} · ${request} → ${ruling.granted ? words.granted : words.refused}：${ruling.ruling}`}</>
}
