import { useState } from 'react'
import { gridAt, type PackedGrid } from '#web/field/place/grid-at.ts'
import { askPosition, type Fix } from '#web/field/place/position.ts'
import { useField, useSender } from '#web/field/shell/field.ts'
import { useLive } from '#web/field/shell/use-live.ts'
import { pressSend } from '#web/field/store/press-send.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useMoments } from '#web/shared/time/moment.ts'
import { goOffDuty, goOnDuty } from './duty.ts'
import styles from './patrol.module.css'
import { useCoverage } from './use-coverage.ts'
import { patrolWords } from './words.ts'

const SHIFT_HOURS = 10

/** On and off duty, what that means for the position, and the grids with their coverage. */
export function PatrolPart() {
  const words = useWords(patrolWords)
  const { db, pack, duty } = useField()
  const sender = useSender()
  const { moment } = useMoments()
  const start = (): void =>
    void goOnDuty({ db, ...sender, title: words.startTitle, now: Date.now() }, pack?.patrol.shiftHours ?? SHIFT_HOURS)
  const stop = (): void => void goOffDuty({ db, ...sender, title: words.stopTitle, now: Date.now() }, words.visits)
  return (
    <section className="section" aria-label={words.duty}>
      <h2 className="heading">{words.duty}</h2>
      <p role="status">
        <strong>
          {duty ? `${words.onSince(moment(new Date(duty.startedAt)))}${words.endsBy(moment(new Date(duty.endsBy)))}` : words.offDuty}
        </strong>
      </p>
      <p className="faint">{duty ? words.promiseOn : words.promiseOff}</p>
      <button type="button" className={`button wide ${duty ? '' : 'primary'}`} onClick={duty ? stop : start}>
        {duty ? words.stop : words.start}
      </button>
      <Grids />
    </section>
  )
}

type Fault = 'denied' | 'noFix' | 'outside' | { readonly metres: number; readonly most: number }

/** Why a position is no check-in, as the server would judge it; null when it may be one. */
function faultOf(fix: Fix | 'denied' | 'none', grid: PackedGrid, most: number): Fault | null {
  if (fix === 'denied') return 'denied'
  if (fix === 'none') return 'noFix'
  if (fix.accuracy > most) return { metres: fix.accuracy, most }
  // Near the border the server grants the phone's inaccuracy: only what lies in another grid of ours is refused here.
  const other = gridAt([grid], fix)
  return other === undefined && fix.accuracy < 10 ? 'outside' : null
}

function Grids() {
  const words = useWords(patrolWords)
  const { pack } = useField()
  const { shareOf, stale } = useCoverage()
  const [fault, setFault] = useState<Fault | null>(null)
  if (!pack) return null
  const { items, basis, more } = pack.grids
  const text = fault === null ? null : typeof fault === 'string' ? words[fault] : words.vague(fault.metres, fault.most)
  return (
    <>
      <h2 className="heading">{basis === 'mine' ? words.grids : words.gridsNear}</h2>
      {items.length === 0 && <p className="faint">{words.noGrids}</p>}
      <p role="alert" className="fault">
        {text}
      </p>
      <ul className={`list ${styles.grids}`}>
        {items.map((grid) => (
          <li key={grid.code} className="row">
            <span className="row-main">
              <span className={styles.name}>{grid.name}</span>
              <span className="faint">{coveredText(shareOf(grid.code), words)}</span>
            </span>
            <CheckIn grid={grid} tell={setFault} />
          </li>
        ))}
      </ul>
      {more && <p className="faint">{words.moreGrids}</p>}
      {stale && <p className="faint">{words.coverageOld}</p>}
    </>
  )
}

const coveredText = (share: number | null, words: (typeof patrolWords)['zh']): string =>
  share === null || share === 0 ? words.coveredNone : words.covered(Math.round(share * 100))

function CheckIn({ grid, tell }: { readonly grid: PackedGrid; readonly tell: (fault: Fault | null) => void }) {
  const words = useWords(patrolWords)
  const { db, pack, duty } = useField()
  const sender = useSender()
  const [busy, setBusy] = useState(false)
  const stream = duty?.patrolId ?? ''
  const item = useLive(
    async () =>
      (await db.outbox.where('stream').equals(stream).toArray()).find(
        ({ cargo }) => cargo.kind === 'check-in' && cargo.gridCode === grid.code,
      ),
    `${stream} ${grid.code}`,
  )
  const checkIn = async (): Promise<void> => {
    if (!duty || !pack) return
    setBusy(true)
    const fix = await askPosition()
    setBusy(false)
    const fault = faultOf(fix, grid, pack.patrol.accuracyMetres)
    tell(fault)
    if (fault || typeof fix === 'string') return
    const { lon, lat, accuracy } = fix
    const now = Date.now()
    const cargo = {
      kind: 'check-in',
      patrolId: duty.patrolId,
      gridCode: grid.code,
      how: 'position',
      at: new Date(now).toISOString(),
      lon,
      lat,
      accuracy,
    } as const
    await pressSend(db, { ...sender, cargo, title: words.checkInOf(grid.name), draft: null, now })
  }
  if (item && item.state !== 'refused')
    return <span className="row-end faint">{item.state === 'sent' ? words.checkedIn : words.checkInWaits}</span>
  return (
    <button
      type="button"
      className="button row-end"
      disabled={!duty || busy}
      title={duty ? undefined : words.onlyOnDuty}
      onClick={() => void checkIn()}
    >
      {busy ? words.locating : words.checkIn}
    </button>
  )
}
