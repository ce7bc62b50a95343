import { useLatestFix } from '#web/field/place/latest-fix.ts'
import { useField } from '#web/field/shell/field.ts'
import { useLive } from '#web/field/shell/use-live.ts'
import { readKept } from '#web/field/store/database.ts'
import { expectedTask } from '#web/field/store/expected-task.ts'
import type { Kept } from '#web/field/store/records.ts'
import { type ListedTask, sortTasks } from './sort-tasks.ts'

export interface HeldTasks {
  /** Nearest first while on duty, else by deadline. */
  readonly listed: readonly ListedTask[]
  readonly nearest: boolean
  /** When they were fetched, by the phone's clock; undefined before the first time. */
  readonly kept: Kept['tasks'] | undefined
  readonly askedAt: number
}

/** The tasks on the phone as they stand with the outbox; undefined until they are read. */
export function useTasks(): HeldTasks | undefined {
  const { db, duty } = useField()
  const fix = useLatestFix()
  const held = useLive(async () => ({
    tasks: await db.tasks.toArray(),
    items: await db.outbox.orderBy('seq').toArray(),
    kept: await readKept(db, 'tasks'),
  }))
  if (!held) return undefined
  const place = duty && fix
  const listed = sortTasks(
    held.tasks.map((task) => expectedTask(task, held.items)),
    place,
  )
  return { listed, nearest: place !== null, kept: held.kept, askedAt: held.kept?.at ?? Date.now() }
}
