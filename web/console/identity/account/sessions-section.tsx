import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { endAllSessions, endSession, IDENTITY, type MySession, useMySessions } from '#web/console/identity/api.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useSessionChange } from '#web/shared/session/session.tsx'
import { Failure, Loading, useErrorText } from '#web/shared/states/states.tsx'
import { useMoments } from '#web/shared/time/moment.ts'
import styles from './account.module.css'
import { tellDevice } from './device.ts'
import { accountWords } from './words.ts'

/** Everywhere one is signed in. */
export function SessionsSection() {
  const words = useWords(accountWords)
  const { modal, message } = App.useApp()
  const errorText = useErrorText()
  const client = useQueryClient()
  const { data, error, refetch } = useMySessions()
  const { signOut, leave } = useSessionChange()
  const end = async ({ id, current }: MySession): Promise<void> => {
    try {
      if (current) return await signOut()
      await endSession(id)
      message.success(words.ended)
    } catch (refused) {
      message.error(errorText(refused))
    }
    await client.invalidateQueries({ queryKey: [...IDENTITY, 'sessions'] })
  }
  const endAll = (): void => {
    const onOk = async (): Promise<void> => {
      try {
        await endAllSessions()
        leave()
      } catch (refused) {
        message.error(errorText(refused))
      }
    }
    modal.confirm({ title: words.everywhere, content: words.everywhereAsk, okText: words.everywhere, cancelText: words.cancel, onOk })
  }
  return (
    <section className={styles.section} aria-labelledby="my-sessions">
      <div className={styles.head}>
        <div>
          <h2 id="my-sessions">{words.sessions}</h2>
          <p className={styles.note}>{words.sessionsText}</p>
        </div>
        <Button onClick={endAll}>{words.everywhere}</Button>
      </div>
      {error && !data && <Failure error={error} retry={() => void refetch()} />}
      {!error && !data && <Loading rows={3} />}
      {data && (
        <ul className={styles.list}>
          {data.sessions.map((session) => (
            <SessionLine key={session.id} session={session} onEnd={() => void end(session)} />
          ))}
        </ul>
      )}
    </section>
  )
}

interface SessionLineProps {
  readonly session: MySession
  readonly onEnd: () => void
}

function SessionLine({ session, onEnd }: SessionLineProps) {
  const words = useWords(accountWords)
  const { moment, full } = useMoments()
  const { current, kind, openedBy, openedAt, lastSeenAt, expiresAt, address, userAgent } = session
  return (
    <li className={styles.line}>
      <div title={userAgent}>
        {tellDevice(userAgent) ?? words.unknown}
        {current && <span className={styles.tag}>{words.current}</span>}
        {kind === 'wall' && <span className={styles.tag}>{words.wall}</span>}
      </div>
      <div>
        <span className={styles.faint}>{words.where}</span> {address || '–'}
        <br />
        <span className={styles.faint}>{words.by}</span> {words.openedBy[openedBy]}
      </div>
      <div>
        <span className={styles.faint}>{words.seen}</span> <time title={full(lastSeenAt)}>{moment(lastSeenAt)}</time>
        <br />
        <span className={styles.faint}>{words.opened}</span> <time title={full(openedAt)}>{moment(openedAt)}</time>{' '}
        <span className={styles.faint}>{words.until}</span> <time title={full(expiresAt)}>{moment(expiresAt)}</time>
      </div>
      <div>
        <Button size="small" onClick={onEnd}>
          {current ? words.endThis : words.end}
        </Button>
      </div>
    </li>
  )
}
