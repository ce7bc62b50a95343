import type { MessageTold } from '#web/console/messages/api.ts'
import { messagesWords } from '#web/console/messages/words.ts'
import { type Language, useLanguage, useWords } from '#web/shared/language/language.ts'
import { useMoments } from '#web/shared/time/moment.ts'
import styles from './sent.module.css'
import { tellReason } from './tell-reason.ts'
import { sentWords } from './words.ts'

interface Moment {
  readonly key: string
  readonly at: string
  readonly name: string
  readonly text: string
  /** Has not happened yet. */
  readonly ahead?: boolean
}

function triesOf({ tries }: MessageTold, language: Language): Moment[] {
  const words = sentWords[language]
  return tries.map(({ at, result, reason }, index) => ({
    key: `try ${index}`,
    at,
    name: words.nth(index + 1),
    text: words.tries[result](reason === null ? words.none : tellReason(reason, language)),
  }))
}

/** Of messages that were tried before each attempt was kept. */
function lostOf({ attempts, tries, createdAt }: MessageTold, language: Language): Moment[] {
  const lost = tries.length === 0 ? attempts : 0
  return lost === 0 ? [] : [{ key: 'lost', at: createdAt, name: '', text: sentWords[language].notKept(lost) }]
}

/** How it ended when no attempt ended it. */
function endOf({ state, finishedAt, reason, tries }: MessageTold, language: Language): Moment[] {
  const last = tries.at(-1)?.result
  if (finishedAt === null || last === 'sent' || last === 'refused') return []
  const name = state === 'failed' ? sentWords[language].gaveUp : messagesWords[language].states[state]
  return [{ key: 'end', at: finishedAt, name, text: reason === null ? '' : tellReason(reason, language) }]
}

/** What comes next. */
function nextOf({ state, sending, dueAt, tries }: MessageTold, language: Language): Moment[] {
  const words = sentWords[language]
  if (state !== 'queued') return []
  const name = tries.length === 0 ? words.planNext : words.planRetry(tries.length + 1)
  return [{ key: 'next', at: dueAt, name: sending ? words.sendingNow : name, text: '', ahead: true }]
}

/** From the queue to its end, moment by moment. */
export function DeliveryHistory({ told }: { readonly told: MessageTold }) {
  const words = useWords(sentWords)
  const language = useLanguage()
  const { full } = useMoments()
  const queued: Moment = { key: 'queued', at: told.createdAt, name: words.was, text: '' }
  return (
    <ol className={styles.history} aria-label={words.history}>
      {[queued, ...lostOf(told, language), ...triesOf(told, language), ...endOf(told, language), ...nextOf(told, language)].map(
        ({ key, at, name, text, ahead = false }) => (
          <li key={key} data-ahead={ahead}>
            <time dateTime={at}>{full(at)}</time>
            <span className={styles.what}>{name}</span>
            {text && <span>{text}</span>}
          </li>
        ),
      )}
    </ol>
  )
}
