import { Link } from 'wouter'
import { useNamed, useWords } from '#web/shared/language/language.ts'
import { Clock } from './clock.tsx'
import type { ListedTask } from './sort-tasks.ts'
import styles from './tasks.module.css'
import { taskWords } from './words.ts'

/** Tasks as rows that lead to them. */
export const TaskList = ({ listed, askedAt }: { readonly listed: readonly ListedTask[]; readonly askedAt: number }) => (
  <ul className="list">
    {listed.map((each) => (
      <li key={each.task.id}>
        <TaskRow listed={each} askedAt={askedAt} />
      </li>
    ))}
  </ul>
)

function TaskRow({ listed, askedAt }: { readonly listed: ListedTask; readonly askedAt: number }) {
  const words = useWords(taskWords)
  const named = useNamed()
  const { task, metres, waits } = listed
  return (
    <Link to={`/tasks/${task.id}`} className="row">
      <span className="row-main">
        <span className={styles.top}>
          <strong>{waits === null ? words.doneHere : words.waitsFor[waits]}</strong>
          <Clock active={task.active} askedAt={askedAt} />
        </span>
        <span className={`${styles.what} one-line`}>{named(task.typeName, task.typeNameEn) ?? words.untyped}</span>
        <span className={styles.top}>
          <span className={`faint ${styles.address}`}>{task.address}</span>
          {metres !== null && <span className={`faint ${styles.metres}`}>{words.metres(metres)}</span>}
        </span>
        <Standing listed={listed} />
      </span>
    </Link>
  )
}

/** What the outbox holds for the case, and what the case itself waits for. */
export function Standing({ listed: { pending, returning } }: { readonly listed: Pick<ListedTask, 'pending' | 'returning'> }) {
  const words = useWords(taskWords)
  const states = pending.map(({ state }) => state)
  const text = states.includes('conflict')
    ? words.conflict
    : states.includes('refused')
      ? words.refused
      : returning
        ? words.returning
        : states.length > 0
          ? words.toSend
          : null
  return text && <span className={styles.standing}>{text}</span>
}
