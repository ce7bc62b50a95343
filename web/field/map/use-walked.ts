import { useField } from '#web/field/shell/field.ts'
import { useLive } from '#web/field/shell/use-live.ts'
import type { OutboxItem, WalkedCell } from '#web/field/store/records.ts'

/** The cells of a patrol: those not told yet and those on their way or told; each once. */
export function cellsOfPatrol(walked: readonly Pick<WalkedCell, 'cell'>[], items: readonly Pick<OutboxItem, 'cargo'>[]): number[] {
  const told = items.flatMap(({ cargo }) => (cargo.kind === 'visits' ? cargo.grids.flatMap(({ cells }) => cells) : []))
  return [...new Set([...walked.map(({ cell }) => cell), ...told])].sort((a, b) => a - b)
}

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
