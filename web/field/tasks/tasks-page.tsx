import { Link } from 'react-router'
import { useLatestFix } from '#web/field/place/latest-fix.ts'
import { useField } from '#web/field/shell/field.ts'
import { Notice } from '#web/field/shell/notice.tsx'
import { useLive } from '#web/field/shell/use-live.ts'
import { readKept } from '#web/field/store/database.ts'
import { expectedTask } from '#web/field/store/expected-task.ts'
import { useNamed, useWords } from '#web/shared/language/language.ts'
import { useMoments } from '#web/shared/time/moment.ts'
import { Clock } from './clock.tsx'
import { type ListedTask, sortTasks } from './sort-tasks.ts'
import styles from './tasks.module.css'
import { taskWords } from './words.ts'

/** What waits for the person, nearest first while on duty, with its clocks. */
export function TasksPage() {
  const words = useWords(taskWords)
  const { db, refresh, duty } = useField()
  const { moment } = useMoments()
  const fix = useLatestFix()
  const held = useLive(async () => ({
    tasks: await db.tasks.toArray(),
    items: await db.outbox.orderBy('seq').toArray(),
    kept: await readKept(db, 'tasks'),
  }))
  if (!held) return null
  const { kept } = held
  const listed = sortTasks(
    held.tasks.map((task) => expectedTask(task, held.items)),
    duty && fix,
  )
  return (
    <>
      <h1 className="visually-hidden">{words.title}</h1>
      <div className={styles.head}>
        <span className="faint">
          {duty && fix ? words.nearest : words.byTime}
          {kept && ` · ${words.asOf(moment(new Date(kept.at)))}`}
        </span>
        <button type="button" className={styles.refresh} onClick={() => void refresh()}>
          {words.refresh}
        </button>
      </div>
      {!kept && <Notice title={words.notYet}>{words.notYetText}</Notice>}
      {kept && listed.length === 0 && <Notice title={words.empty}>{words.emptyText}</Notice>}
      {listed.length > 0 && (
        <ul className="list">
          {listed.map((each) => (
            <li key={each.task.id}>
              <TaskRow listed={each} askedAt={kept?.at ?? Date.now()} />
            </li>
          ))}
        </ul>
      )}
      {kept?.more && <p className={`faint ${styles.more}`}>{words.more}</p>}
    </>
  )
}

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
