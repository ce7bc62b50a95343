import { cellsOfPatrol } from '#web/field/patrol/walk.ts'
import { useField } from '#web/field/shell/field.ts'
import { useLive } from '#web/field/shell/use-live.ts'

/** The cells walked since going on duty; off duty none. */
export function useWalked(): readonly number[] {
  const { db, duty } = useField()
  const patrolId = duty?.patrolId ?? ''
  const cells = useLive(
    async () =>
      cellsOfPatrol(
        await db.walked.where('patrolId').equals(patrolId).toArray(),
        await db.outbox.where('stream').equals(patrolId).toArray(),
      ),
    patrolId,
  )
  return patrolId === '' ? [] : (cells ?? [])
}
