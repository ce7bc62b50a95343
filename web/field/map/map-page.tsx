import { useState } from 'react'
import { useSearchParams } from 'wouter'
import type { PackAnswer } from '#field/contract.ts'
import { useField, useSender } from '#web/field/shell/field.ts'
import { Notice } from '#web/field/shell/notice.tsx'
import type { ListedTask } from '#web/field/tasks/sort-tasks.ts'
import { taskClock } from '#web/field/tasks/task-light.ts'
import { TaskList } from '#web/field/tasks/task-list.tsx'
import { TasksHead } from '#web/field/tasks/tasks-head.tsx'
import { type HeldTasks, useTasks } from '#web/field/tasks/use-tasks.ts'
import { useWords } from '#web/shared/language/language.ts'
import type { Start } from '#web/shared/map/camera.ts'
import { useNow } from '#web/shared/time/minute.ts'
import { FieldMap } from './field-map.tsx'
import styles from './map.module.css'
import type { TaskMark } from './map-features.ts'
import { leaveMapAt, mapLeftAt, NEAR_ZOOM, shownWhole, wholeOf } from './map-start.ts'
import { OverMap } from './over-map.tsx'
import { useWalked } from './use-walked.ts'
import { useWhere } from './use-where.ts'
import { mapWords } from './words.ts'

/** My grids and my tasks on the map: a whole shift of it without a line. */
export default function MapPage() {
  const words = useWords(mapWords)
  const { pack } = useField()
  const held = useTasks()
  return (
    <>
      <h1 className="visually-hidden">{words.title}</h1>
      <TasksHead />
      {!pack && <Notice title={words.noPack}>{words.noPackText}</Notice>}
      {pack && held && <TaskMap pack={pack} held={held} />}
    </>
  )
}

/** Tasks as the map marks them, by the same light as in the list. */
function useMarks({ listed, askedAt }: HeldTasks): readonly TaskMark[] {
  const { skew } = useField()
  const now = new Date(useNow().getTime() - skew)
  return listed.map(({ task: { id, lon, lat, active }, waits }) => ({
    id,
    lon,
    lat,
    light: taskClock(active, askedAt, skew, now).kind,
    done: waits === null,
  }))
}

/** What was tapped is part of the address: it is there again on the way back from a task. */
function useChosen(listed: readonly ListedTask[]) {
  const [query, setQuery] = useSearchParams()
  const ids = (query.get('tasks') ?? query.get('show') ?? '').split(',')
  return {
    chosen: listed.filter(({ task }) => ids.includes(task.id)),
    show: query.get('show'),
    choose: (wanted: readonly string[]) => setQuery(wanted.length > 0 ? { tasks: wanted.join(',') } : {}, { replace: true }),
  }
}

/** At the task that is to be shown, where it was left, or with everything in sight. */
function useFirstStart(pack: PackAnswer, listed: readonly ListedTask[], show: string | null): Start | null {
  const { postId } = useSender()
  const [start] = useState((): Start | null => {
    const shown = listed.find(({ task }) => task.id === show)?.task
    if (shown) return { center: { lon: shown.lon, lat: shown.lat }, zoom: NEAR_ZOOM }
    const bounds = wholeOf(pack, listed.map(({ task }) => task)) // biome-ignore format: one call
    return mapLeftAt(postId) ?? (bounds && shownWhole(bounds))
  })
  return start
}

function TaskMap({ pack, held }: { readonly pack: PackAnswer; readonly held: HeldTasks }) {
  const words = useWords(mapWords)
  const { postId } = useSender()
  const where = useWhere()
  const cells = useWalked()
  const tasks = useMarks(held)
  const { chosen, show, choose } = useChosen(held.listed)
  const start = useFirstStart(pack, held.listed, show)
  const [first] = chosen
  if (!start) return <Notice title={words.noPack}>{words.noPackText}</Notice>
  const selected = chosen.length === 1 && first ? { lon: first.task.lon, lat: first.task.lat } : null
  const { fix } = where
  return (
    <>
      <FieldMap
        label={words.label}
        start={start}
        pack={pack}
        cells={cells}
        tasks={tasks}
        here={fix && { lon: fix.lon, lat: fix.lat, accuracy: fix.accuracy }}
        selected={selected}
        onTasks={choose}
        onMove={(center, zoom) => leaveMapAt(postId, center, zoom)}
        instead={<TaskList listed={held.listed} askedAt={held.askedAt} />}
      >
        <OverMap where={where} whole={wholeOf(pack, tasks)} chosen={chosen} askedAt={held.askedAt} onClose={() => choose([])} />
      </FieldMap>
      <p className={styles.foot}>
        <span>{words.onlyMine}</span> {cells.length > 0 && <span>{words.walked}</span>}
      </p>
    </>
  )
}
