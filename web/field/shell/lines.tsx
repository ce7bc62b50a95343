import { type ReactNode, useState } from 'react'
import { isClockWrong } from '#web/field/store/clock-rules.ts'
import { askRoom, type Room } from '#web/field/store/room.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useMoments } from '#web/shared/time/moment.ts'
import { useField } from './field.ts'
import styles from './lines.module.css'
import type { FieldSession } from './session.ts'
import { useEvery } from './use-every.ts'
import { shellWords } from './words.ts'
import { useNewRelease } from './worker-updates.ts'

const MEGABYTE = 1024 * 1024
/** Until the pack has said what the city calls wrong, seconds. */
const WRONG_FROM = 120

const Line = ({ text, action }: { readonly text: string; readonly action?: ReactNode }) => (
  <div className={styles.line} role="status">
    <span>{text}</span>
    {action}
  </div>
)

function useRoom(): Room | null {
  const [room, setRoom] = useState<Room | null>(null)
  useEvery(60_000, () => void askRoom().then(setRoom))
  return room
}

/** What the person should know whatever page is open: a session that has ended, a new release, a wrong clock, a full phone. */
export function Lines({ session }: { readonly session: FieldSession }) {
  const words = useWords(shellWords)
  const { skew, pack } = useField()
  const { length } = useMoments()
  const takeRelease = useNewRelease()
  const room = useRoom()
  const wrong = isClockWrong(skew, pack?.patrol.clockWrongFromSeconds ?? WRONG_FROM)
  return (
    <>
      {session.ended && <Line text={words.ended} action={<Action text={words.signInAgain} act={session.leave} />} />}
      {takeRelease && <Line text={words.newRelease} action={<Action text={words.takeIt} act={takeRelease} />} />}
      {wrong && <Line text={(skew > 0 ? words.clockFast : words.clockSlow)(length(skew))} />}
      {room?.little && <Line text={words.littleRoom(Math.round(room.left / MEGABYTE))} />}
    </>
  )
}

const Action = ({ text, act }: { readonly text: string; readonly act: () => void }) => (
  <button type="button" className={styles.action} onClick={act}>
    {text}
  </button>
)
