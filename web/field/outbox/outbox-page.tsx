import { Link } from 'wouter'
import { useField, useSender } from '#web/field/shell/field.ts'
import { Notice } from '#web/field/shell/notice.tsx'
import { useLive } from '#web/field/shell/use-live.ts'
import { isMine } from '#web/field/store/outbox-rules.ts'
import type { OutboxItem } from '#web/field/store/records.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useMoments } from '#web/shared/time/moment.ts'
import styles from './outbox.module.css'
import { useItemPhotos } from './use-item-photos.ts'
import { outboxWords } from './words.ts'

/** A check-in or a walk that has arrived is no news. */
const isShown = ({ state, cargo }: OutboxItem): boolean => state !== 'sent' || (cargo.kind !== 'visits' && cargo.kind !== 'check-in')
/** What a person must decide about comes first, then what waits, in order; then what has arrived, the latest first. */
const RANKS = { conflict: 0, refused: 0, sending: 1, waiting: 1, sent: 2 } as const
const order = (a: OutboxItem, b: OutboxItem): number =>
  RANKS[a.state] - RANKS[b.state] || (a.state === 'sent' ? (b.seq ?? 0) - (a.seq ?? 0) : (a.seq ?? 0) - (b.seq ?? 0))

/** Everything pressed and how it stands. */
export function OutboxPage() {
  const words = useWords(outboxWords)
  const { db, engine } = useField()
  const { personId, postId } = useSender()
  const held = useLive(async () => {
    const shown = (await db.outbox.toArray()).filter(isShown)
    const items = shown.filter((item) => isMine(item, personId, postId)).sort(order)
    return { items, others: shown.filter((item) => item.state !== 'sent').length - items.filter(({ state }) => state !== 'sent').length }
  }, postId)
  if (!held) return null
  const { items, others } = held
  const waits = items.some(({ state }) => state === 'waiting')
  return (
    <>
      <div className={styles.head}>
        <h1 className={styles.title}>{words.title}</h1>
        {waits && (
          <button type="button" className="button" onClick={engine.kick}>
            {words.sendNow}
          </button>
        )}
      </div>
      {items.length === 0 && <Notice title={words.empty}>{words.emptyText}</Notice>}
      {items.length > 0 && (
        <ul className="list">
          {items.map((item) => (
            <li key={item.seq}>
              <ItemRow item={item} />
            </li>
          ))}
        </ul>
      )}
      {others > 0 && <p className={`faint ${styles.others}`}>{words.others(others)}</p>}
    </>
  )
}

const SHAPES = { waiting: '○', sending: '◐', sent: '●', refused: '✕', conflict: '≠' } as const

/** The state by its shape and its word. */
export function ItemState({ state }: Pick<OutboxItem, 'state'>) {
  const words = useWords(outboxWords)
  const asks = state === 'refused' || state === 'conflict'
  return (
    <span className={asks ? styles.asks : styles.state}>
      <span aria-hidden="true">{`${SHAPES[state]} `}</span>
      {words.states[state]}
    </span>
  )
}

function ItemRow({ item }: { readonly item: OutboxItem }) {
  const words = useWords(outboxWords)
  const { moment } = useMoments()
  const photos = useItemPhotos(item)
  const facts = [
    words.pressed(moment(new Date(item.pressedAt))),
    ...(photos.length > 0 ? [words.photos(photos.filter(({ arrived }) => arrived).length, photos.length)] : []),
  ]
  return (
    <Link to={`/outbox/${item.seq}`} className="row">
      <span className="row-main">
        <span className={`${styles.what} one-line`}>{item.title}</span>
        <span className="faint">{facts.join(' · ')}</span>
        {item.receipt?.number && <span className={`faint one-line ${styles.why}`}>{item.receipt.number}</span>}
        {item.told && item.state !== 'sent' && <span className={`faint ${styles.why}`}>{item.told.text}</span>}
      </span>
      <span className="row-end">
        <ItemState state={item.state} />
      </span>
    </Link>
  )
}
