import type { ReactNode } from 'react'
import { STAGE_NAMES } from '#cases/lifecycle.ts'
import { CHANNEL_NAMES, type Channel, LEVEL_NAMES, ORIGIN_NAMES, PENDING_NAMES } from '#cases/words.ts'
import { URGENCY_NAMES } from '#catalogue/urgency-names.ts'
import type { CaseSort } from '#web/console/cases/api-lists.ts'
import { type Bilingual, type Language, useSay, useWords } from '#web/shared/language/language.ts'
import { lightAt } from '#web/shared/time/light-now.ts'
import { useNow } from '#web/shared/time/minute.ts'
import { useMoments } from '#web/shared/time/moment.ts'
import { Remaining } from '#web/shared/time/remaining.tsx'
import type { ColumnRoom } from './fit-columns.ts'
import { usePlaceName, useRowNames } from './names.ts'
import styles from './queue.module.css'
import type { QueueRow } from './queue-changes.ts'
import { type ColumnKey, queueWords } from './words.ts'

/** One column of a list of cases. */
export interface QueueColumn extends ColumnRoom {
  readonly key: ColumnKey
  /** Room it takes in English, where that is another, px. */
  readonly widthEn?: number
  readonly Cell: (line: { readonly line: QueueRow }) => ReactNode
  /** Orders the server can give by this column, the first one first. */
  readonly sorts?: readonly CaseSort[]
}
type Line = { readonly line: QueueRow }

const Text = ({ children, title, faint }: { readonly children: string; readonly title?: string; readonly faint?: boolean }) => (
  <span className={faint ? styles.faint : styles.text} title={title ?? children}>
    {children}
  </span>
)

function RemainingCell({ line: { row, askedAt, gone } }: Line) {
  const words = useWords(queueWords)
  const now = useNow()
  if (gone)
    return (
      <Text faint title={words.goneText}>
        {words.gone}
      </Text>
    )
  if (row.active === null) return <Text faint>{words.ended}</Text>
  return <Remaining kind={lightAt(row.active, askedAt, now)} dueAt={row.active.dueAt} />
}

/** A request that waits for its ruling says more than the stage the case stays in meanwhile. */
function StageCell({ line: { row } }: Line) {
  const say = useSay()
  const words = useWords(queueWords)
  const stage = say(STAGE_NAMES[row.stage])
  const shown = row.pending === null ? stage : say(PENDING_NAMES[row.pending])
  return (
    <span className={styles.text} title={row.pending === null ? stage : `${stage} · ${shown}`}>
      {row.listedLevel !== null && <span className={styles.mark}>{words.listed}</span>}
      {shown}
    </span>
  )
}

function TypeCell({ line: { row } }: Line) {
  const words = useWords(queueWords)
  const { type } = useRowNames()(row)
  return <Text faint={type === null}>{type ?? words.noType}</Text>
}

const DescriptionCell = ({ line: { row } }: Line) => <Text>{row.description}</Text>
const AddressCell = ({ line: { row } }: Line) => <Text>{row.address}</Text>
const NumberCell = ({ line: { row } }: Line) => <Text>{row.number}</Text>

function PlaceCell({ line: { row } }: Line) {
  const place = usePlaceName()(row.placeCode)
  return <Text title={[place, row.address].filter(Boolean).join(' · ')}>{place || row.address}</Text>
}

function UnitCell({ line: { row } }: Line) {
  const words = useWords(queueWords)
  const { unit } = useRowNames()(row)
  return <Text faint={unit === null}>{unit ?? words.noUnit}</Text>
}

function Moment({ at }: { readonly at: string | null }) {
  const { moment, full } = useMoments()
  const now = useNow()
  if (at === null) return null
  return (
    <span className={styles.text} title={full(at)}>
      {moment(at, now)}
    </span>
  )
}

function UsedCell({ line: { row } }: Line) {
  const words = useWords(queueWords)
  const used = row.active?.used ?? null
  return used === null ? null : <Text>{words.percentUsed(used)}</Text>
}

/** How often; never says nothing. */
function Times({ count }: { readonly count: number }) {
  const words = useWords(queueWords)
  return count === 0 ? null : <Text>{words.times(count)}</Text>
}

const channelName = (channel: string) => CHANNEL_NAMES[channel as Channel] ?? CHANNEL_NAMES.other

const Said = ({ text }: { readonly text: Bilingual }) => <Text>{useSay()(text)}</Text>

/** Every column a reader may choose, in the order they are offered. */
export const QUEUE_COLUMNS: readonly QueueColumn[] = [
  { key: 'remaining', width: 132, rank: 0, Cell: RemainingCell, sorts: ['urgent'] },
  { key: 'stage', width: 112, widthEn: 176, rank: 3, Cell: StageCell },
  { key: 'type', width: 104, widthEn: 150, grow: 2, rank: 1, Cell: TypeCell },
  { key: 'description', width: 160, grow: 5, rank: 4, Cell: DescriptionCell },
  { key: 'place', width: 120, widthEn: 150, grow: 2, rank: 2, Cell: PlaceCell },
  { key: 'address', width: 140, grow: 3, rank: 8, Cell: AddressCell },
  { key: 'unit', width: 128, grow: 2, rank: 5, Cell: UnitCell },
  { key: 'number', width: 186, rank: 7, Cell: NumberCell },
  { key: 'reported', width: 136, rank: 6, Cell: ({ line }) => <Moment at={line.row.reportedAt} />, sorts: ['newest', 'oldest'] },
  { key: 'channel', width: 96, widthEn: 112, rank: 9, Cell: ({ line }) => <Said text={channelName(line.row.channel)} /> },
  { key: 'origin', width: 96, rank: 10, Cell: ({ line }) => <Said text={ORIGIN_NAMES[line.row.origin]} /> },
  { key: 'urgency', width: 72, rank: 11, Cell: ({ line }) => <Said text={URGENCY_NAMES[line.row.urgency]} /> },
  { key: 'originLevel', width: 80, rank: 14, Cell: ({ line }) => <Said text={LEVEL_NAMES[line.row.originLevel]} /> },
  { key: 'loopLevel', width: 80, rank: 12, Cell: ({ line }) => <Said text={LEVEL_NAMES[line.row.loopLevel]} /> },
  { key: 'closingLevel', width: 80, rank: 13, Cell: ({ line }) => <Said text={LEVEL_NAMES[line.row.closingLevel]} /> },
  { key: 'timesOver', width: 88, rank: 3, Cell: UsedCell },
  { key: 'escalated', width: 72, widthEn: 88, rank: 12, Cell: ({ line }) => <Times count={line.row.escalationStep} /> },
  { key: 'returned', width: 64, widthEn: 80, rank: 12, Cell: ({ line }) => <Times count={line.row.returnCount} /> },
  { key: 'listedBy', width: 80, rank: 2, Cell: ({ line }) => line.row.listedLevel && <Said text={LEVEL_NAMES[line.row.listedLevel]} /> },
  { key: 'asked', width: 136, rank: 5, Cell: ({ line }) => <Moment at={line.row.pendingAt} /> },
  { key: 'suspendedUntil', width: 136, rank: 2, Cell: ({ line }) => <Moment at={line.row.suspendedUntil} /> },
  { key: 'answerBy', width: 136, rank: 2, Cell: ({ line }) => <Moment at={line.row.urgeDueAt} /> },
  { key: 'closed', width: 136, rank: 15, Cell: ({ line }) => <Moment at={line.row.closedAt} /> },
]

export const DEFAULT_COLUMNS: readonly ColumnKey[] = ['remaining', 'stage', 'type', 'place', 'description', 'unit', 'number', 'reported']

/** The columns of these keys, in the order of the keys and with the room they take in a language; a key no longer known is passed over. */
export const columnsOf = (keys: readonly string[], language: Language): readonly QueueColumn[] =>
  keys.flatMap((key) => {
    const column = QUEUE_COLUMNS.find((each) => each.key === key)
    return column ? [{ ...column, width: language === 'en' ? (column.widthEn ?? column.width) : column.width }] : []
  })
