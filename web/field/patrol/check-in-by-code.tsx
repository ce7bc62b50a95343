import { useField, useSender } from '#web/field/shell/field.ts'
import { useLive } from '#web/field/shell/use-live.ts'
import { pressSend } from '#web/field/store/press-send.ts'
import { useWords } from '#web/shared/language/language.ts'
import { patrolWords } from './words.ts'

/** Whoever on duty reads the code of a grid stands in it: checked in at one tap, without a position. Off duty nothing is offered. */
export function CheckInByCode({ gridCode }: { readonly gridCode: string }) {
  const words = useWords(patrolWords)
  const { db, duty, pack } = useField()
  const sender = useSender()
  const patrolId = duty?.patrolId ?? ''
  const grid = pack?.grids.items.find(({ code }) => code === gridCode)
  const done = useLive(
    async () =>
      (await db.outbox.where('stream').equals(patrolId).toArray()).some(
        ({ cargo, state }) => cargo.kind === 'check-in' && cargo.gridCode === gridCode && state !== 'refused',
      ),
    `${patrolId} ${gridCode}`,
  )
  if (!duty || !grid) return null
  const checkIn = async (): Promise<void> => {
    const now = Date.now()
    const cargo = { kind: 'check-in', patrolId: duty.patrolId, gridCode, how: 'qr', at: new Date(now).toISOString() } as const
    await pressSend(db, { ...sender, cargo, title: words.checkInOf(grid.name), draft: null, now })
  }
  return (
    <button type="button" className="button wide" disabled={done !== false} onClick={() => void checkIn()}>
      {done ? words.checkedIn : words.checkInOf(grid.name)}
    </button>
  )
}
