import { Alert, App, Button } from 'antd'
import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { STAGE_NAMES } from '#cases/lifecycle.ts'
import { CHANNEL_NAMES } from '#cases/words.ts'
import { useNext } from '#web/console/cases/api.ts'
import { useLanguage, useSay, useWords } from '#web/shared/language/language.ts'
import { useErrorText } from '#web/shared/states/states.tsx'
import { useMoments } from '#web/shared/time/moment.ts'
import styles from './done-part.module.css'
import intake from './intake.module.css'
import { useTypeOf } from './type-fields.tsx'
import type { IntakeDesk } from './use-intake.ts'
import type { Registered } from './use-submission.ts'
import { intakeWords } from './words.ts'

interface DonePartProps extends Pick<IntakeDesk, 'sending' | 'again' | 'startAnew'> {
  readonly registered: Registered
}

/** The number, large enough to be read out, what became of the report, and what happens to it next. */
export function DonePart({ registered, sending, again, startAnew }: DonePartProps) {
  const words = useWords(intakeWords)
  const { message } = App.useApp()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const { made, arrivedBefore, open } = registered
  const title = made.stage === 'merged' ? words.doneMerged : made.stage === 'accepted' ? words.doneAccepted : words.done
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(made.number)
    message.success(words.copied)
  }
  return (
    <section className={styles.done} aria-label={title}>
      <h2 ref={heading} tabIndex={-1}>
        <span>{title}</span>
        <strong>{made.number}</strong>
      </h2>
      <p className={intake.faint}>{words.readOut}</p>
      {arrivedBefore && <Alert type="warning" showIcon title={words.arrivedBefore} />}
      {open && <NotFollowed registered={registered} sending={sending} again={again} />}
      <Summary registered={registered} />
      <div className={intake.buttons}>
        <Button type="primary" onClick={startAnew} disabled={sending}>
          {words.another}
        </Button>
        <Link to={`/cases/${made.id}`} className={styles.link}>
          {words.open}
        </Link>
        <Button type="text" onClick={() => void copy().catch(() => undefined)}>
          {words.copy}
        </Button>
      </div>
    </section>
  )
}

function NotFollowed({ registered, sending, again }: Omit<DonePartProps, 'startAnew'>) {
  const words = useWords(intakeWords)
  const errorText = useErrorText()
  if (!registered.open) return null
  const { action } = registered.open
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={words.followFailed[action]}
      description={
        <>
          <p>{errorText(registered.problem)}</p>
          <p>{words.followKept}</p>
          <Button size="small" disabled={sending} onClick={() => void again()}>
            {words.tryAgain[action]}
          </Button>
        </>
      }
    />
  )
}

function Summary({ registered: { made, report } }: { readonly registered: Registered }) {
  const words = useWords(intakeWords)
  const say = useSay()
  const language = useLanguage()
  const { moment, remaining } = useMoments()
  const { data: next } = useNext(made)
  const type = useTypeOf(report.typeCode)
  const step = next?.steps[0]
  const post = step?.posts[0]
  const unit =
    post &&
    words.post(
      language === 'zh' ? post.unitName : (post.unitNameEn ?? post.unitName),
      language === 'zh' ? post.title : (post.titleEn ?? post.title),
    )
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    [words.stage, say(STAGE_NAMES[made.stage])],
    [words.mergedInto, made.stage === 'merged' ? report.same?.number : null],
    [words.next, step && [say(step.actionName), unit].filter(Boolean).join(' · ')],
    [words.due, next?.due ? `${moment(next.due.at)}（${remaining(next.due.at)}）` : null],
    [words.fields.description, report.description],
    [words.fields.address, report.address],
    [words.fields.type, type && (language === 'zh' ? type.name : type.nameEn)],
    [words.fields.channel, say(CHANNEL_NAMES[report.channel])],
    [words.fields.photos, report.photos.length > 0 ? words.photosCount(report.photos.length) : null],
  ]
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
