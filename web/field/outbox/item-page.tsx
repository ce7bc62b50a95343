import { useState } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import { ACTIONS } from '#cases/lifecycle.ts'
import { KeptPhoto } from '#web/field/photos/kept-photo.tsx'
import { useField } from '#web/field/shell/field.ts'
import { Notice } from '#web/field/shell/notice.tsx'
import { useLive } from '#web/field/shell/use-live.ts'
import { giveUp, mayGiveUp, sendAllTheSame, tryAgain } from '#web/field/store/decide-conflict.ts'
import type { OutboxItem, Told } from '#web/field/store/records.ts'
import styles from '#web/field/tasks/tasks.module.css'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { useMoments } from '#web/shared/time/moment.ts'
import { conflictFacts, writtenIn } from './conflict-facts.ts'
import own from './outbox.module.css'
import { ItemState } from './outbox-page.tsx'
import { useItemPhotos } from './use-item-photos.ts'
import { outboxWords } from './words.ts'

/** One item: what was sent, why it did not arrive, and what the person decides. */
export default function ItemPage() {
  const words = useWords(outboxWords)
  const { db } = useField()
  const { seq = '' } = useParams()
  const item = useLive(async () => (await db.outbox.get(Number(seq))) ?? null, seq)
  if (item === undefined) return null
  if (item === null)
    return (
      <Notice title={words.gone} action={<Link className="button" to="/outbox">{words.back}</Link>} />
    ) // biome-ignore format: one notice
  return (
    <>
      <div className="body">
        <div>
          <h1 className={styles.title}>{item.title}</h1>
          <ItemState state={item.state} />
        </div>
        {item.told && item.state !== 'sent' && <p role="alert">{item.told.text}</p>}
        <Mine item={item} />
        {item.state === 'conflict' && item.told && <Theirs told={item.told} />}
        {item.state === 'waiting' && item.tried && <p className="faint">{words.maybeArrived}</p>}
      </div>
      <Decide item={item} />
    </>
  )
}

function Mine({ item }: { readonly item: OutboxItem }) {
  const words = useWords(outboxWords)
  const say = useSay()
  const { moment } = useMoments()
  const { cargo, receipt, pressedAt } = item
  const written =
    cargo.kind === 'action'
      ? writtenIn(cargo.input)
      : cargo.kind === 'report' || cargo.kind === 'self-handle'
        ? [cargo.body.description]
        : []
  return (
    <section className={own.side} aria-label={words.yours}>
      <h2 className="heading">{words.yours}</h2>
      <dl className={styles.facts}>
        <dt>{words.action}</dt>
        <dd>{cargo.kind === 'action' ? say(ACTIONS[cargo.action]) : words.kinds[cargo.kind]}</dd>
        {cargo.kind === 'action' && item.state === 'conflict' && (
          <>
            <dt>{words.seenVersion}</dt>
            <dd>{cargo.version}</dd>
          </>
        )}
        {receipt?.number && (
          <>
            <dt>{words.number}</dt>
            <dd>{receipt.number}</dd>
          </>
        )}
      </dl>
      {written.map((text) => (
        <p key={text} className={own.text}>
          {text}
        </p>
      ))}
      <Photos of={item} />
      <p className="faint">{words.pressed(moment(new Date(pressedAt)))}</p>
    </section>
  )
}

function Photos({ of }: { readonly of: OutboxItem }) {
  const kept = useItemPhotos(of)
  if (kept.length === 0) return null
  return (
    <div className={own.photos}>
      {kept.map((photo) => (
        <KeptPhoto key={photo.id} photo={photo} />
      ))}
    </div>
  )
}

function Theirs({ told }: { readonly told: Told }) {
  const words = useWords(outboxWords)
  const say = useSay()
  const { moment } = useMoments()
  const { now, stage, since } = conflictFacts(told)
  return (
    <section className={own.side} aria-label={words.theirs}>
      <h2 className="heading">{words.theirs}</h2>
      <dl className={styles.facts}>
        {stage && (
          <>
            <dt>{words.stage}</dt>
            <dd>{say(stage)}</dd>
          </>
        )}
        {now !== null && (
          <>
            <dt>{words.nowVersion}</dt>
            <dd>{now}</dd>
          </>
        )}
        {since.length > 0 && <dt>{words.since}</dt>}
        {since.map(({ action, at }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
          <dd key={index} style={{ gridColumn: 2 }}>
            {[say(action), ...(at ? [moment(at)] : [])].join(' · ')}
          </dd>
        ))}
      </dl>
    </section>
  )
}

/** What a person can do about it; giving something up takes two presses. */
function Decide({ item }: { readonly item: OutboxItem }) {
  const words = useWords(outboxWords)
  const [, navigate] = useLocation()
  const { db, engine } = useField()
  const [sure, setSure] = useState(false)
  const seq = item.seq ?? 0
  if (!mayGiveUp(item)) return null
  const drop = async (): Promise<void> => {
    if (!sure) return setSure(true)
    await giveUp(db, seq)
    engine.kick()
    navigate('/outbox')
  }
  return (
    <div className="foot">
      {item.state === 'conflict' && (
        <>
          <p className="faint">{words.mineText}</p>
          <button type="button" className="button primary wide" onClick={() => void sendAllTheSame(db, seq).then(engine.kick)}>
            {words.mine}
          </button>
        </>
      )}
      {item.state === 'refused' && (
        <button type="button" className="button primary wide" onClick={() => void tryAgain(db, seq).then(engine.kick)}>
          {words.tryAgain}
        </button>
      )}
      <p className="faint">{words.giveUpText}</p>
      <button type="button" className="button danger wide" onClick={() => void drop()}>
        {sure ? words.sure : words.giveUp}
      </button>
    </div>
  )
}
