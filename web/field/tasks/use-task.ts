import { useField } from '#web/field/shell/field.ts'
import { useLive } from '#web/field/shell/use-live.ts'
import { readKept } from '#web/field/store/database.ts'
import { type ExpectedTask, expectedTask } from '#web/field/store/expected-task.ts'

export interface Seen extends ExpectedTask {
  /** When the server was asked, by the phone's clock, ms. */
  readonly askedAt: number
}

/** A task as it stands with the outbox; 'coming' while the phone has no list of this post yet, null when it is not on the list, undefined until that is known. */
export function useTask(id: string): Seen | 'coming' | null | undefined {
  const { db, me } = useField()
  return useLive(async () => {
    const task = await db.tasks.get(id)
    if (!task) return (await readKept(db, 'tasks'))?.postId === me.post.id ? null : 'coming'
    const items = await db.outbox.where('stream').equals(id).sortBy('seq')
    return { ...expectedTask(task, items), askedAt: (await readKept(db, 'tasks'))?.at ?? Date.now() }
  }, id)
}
