import { Notice } from '#web/field/shell/notice.tsx'
import { useWords } from '#web/shared/language/language.ts'
import { useMoments } from '#web/shared/time/moment.ts'
import { TaskList } from './task-list.tsx'
import styles from './tasks.module.css'
import { TasksHead } from './tasks-head.tsx'
import { useTasks } from './use-tasks.ts'
import { taskWords } from './words.ts'

/** What waits for the person, nearest first while on duty, with its clocks. */
export function TasksPage() {
  const words = useWords(taskWords)
  const { moment } = useMoments()
  const held = useTasks()
  if (!held) return null
  const { listed, nearest, kept, askedAt } = held
  return (
    <>
      <h1 className="visually-hidden">{words.title}</h1>
      <TasksHead />
      <p className={`faint ${styles.order}`}>
        {nearest ? words.nearest : words.byTime}
        {kept && ` · ${words.asOf(moment(new Date(kept.at)))}`}
      </p>
      {!kept && <Notice title={words.notYet}>{words.notYetText}</Notice>}
      {kept && listed.length === 0 && <Notice title={words.empty}>{words.emptyText}</Notice>}
      {listed.length > 0 && <TaskList listed={listed} askedAt={askedAt} />}
      {kept?.more && <p className={`faint ${styles.more}`}>{words.more}</p>}
    </>
  )
}
