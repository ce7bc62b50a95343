import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { Point } from '#web/field/place/grid-at.ts'
import { Clock } from '#web/field/tasks/clock.tsx'
import { type ListedTask, metresApart } from '#web/field/tasks/sort-tasks.ts'
import { Standing, TaskList } from '#web/field/tasks/task-list.tsx'
import { taskWords } from '#web/field/tasks/words.ts'
import { useNamed, useWords } from '#web/shared/language/language.ts'
import styles from './map.module.css'
import { mapWords } from './words.ts'

interface ChosenProps {
  readonly chosen: readonly ListedTask[]
  /** Where the phone is, if that is known. */
  readonly from: Point | null
  readonly askedAt: number
  readonly onClose: () => void
}

/** What was tapped: one task in short, or the several that lie under one thumb. */
export function ChosenTasks({ chosen, from, askedAt, onClose }: ChosenProps) {
  const words = useWords(mapWords)
  const card = useRef<HTMLElement>(null)
  const key = chosen.map(({ task }) => task.id).join()
  const [first] = chosen
  // Whoever does not see the map is led to what it opened.
  // biome-ignore lint/correctness/useExhaustiveDependencies: for each choice anew
  useEffect(() => card.current?.focus({ preventScroll: true }), [key])
  return (
    <section ref={card} className={styles.card} aria-label={words.card} tabIndex={-1}>
      {chosen.length === 1 && first ? (
        <OneTask listed={first} from={from} askedAt={askedAt} onClose={onClose} />
      ) : (
        <>
          <div className={styles.cardTop}>
            <strong>{words.several(chosen.length)}</strong>
            <Close onClose={onClose} />
          </div>
          <div className={styles.several}>
            <TaskList listed={chosen} askedAt={askedAt} />
          </div>
        </>
      )}
    </section>
  )
}

function OneTask({ listed, from, askedAt, onClose }: { readonly listed: ListedTask } & Omit<ChosenProps, 'chosen'>) {
  const words = useWords(mapWords)
  const tasks = useWords(taskWords)
  const named = useNamed()
  const { task, waits } = listed
  const facts = [words.number(task.number), ...(from ? [tasks.metres(metresApart(from, task))] : [])]
  return (
    <>
      <div className={styles.cardTop}>
        <strong>{waits === null ? tasks.doneHere : tasks.waitsFor[waits]}</strong>
        <Clock active={task.active} askedAt={askedAt} />
        <Close onClose={onClose} />
      </div>
      <div className={styles.facts}>
        <p>{named(task.typeName, task.typeNameEn) ?? tasks.untyped}</p>
        <p className="faint">{task.address}</p>
        <p className="faint">{facts.join(' · ')}</p>
        <Standing listed={listed} />
      </div>
      <Link className="button primary wide" to={`/tasks/${task.id}`}>
        {words.open}
      </Link>
    </>
  )
}

function Close({ onClose }: Pick<ChosenProps, 'onClose'>) {
  const words = useWords(mapWords)
  return (
    <button type="button" className={styles.close} aria-label={words.close} onClick={onClose}>
      <span aria-hidden="true">×</span>
    </button>
  )
}
