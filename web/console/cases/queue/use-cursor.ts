import { useCallback, useMemo, useState } from 'react'
import type { QueueRow } from './queue-changes.ts'

export interface Cursor {
  /** The line the keys speak of; -1 while the list is empty. */
  readonly index: number
  readonly id: string | null
  readonly selected: ReadonlySet<string>
  /** How often the reader has moved it; that a row came or went under it is no move. */
  readonly moves: number
  /** `extend` selects everything from where the range began. */
  readonly moveTo: (index: number, extend?: boolean) => void
  readonly toggle: (index: number) => void
  readonly selectTo: (index: number) => void
  readonly selectAll: () => void
  readonly clear: () => void
}

interface Place {
  readonly id: string | null
  /** Where it stood, for when it has left. */
  readonly index: number
}
const NOWHERE: Place = { id: null, index: 0 }

/** Which line the reader is at and which rows are selected, by case and not by place: rows that come and go take nothing with them. */
export function useCursor(rows: readonly QueueRow[], initialId: string | null = null): Cursor {
  const places = useMemo(() => new Map(rows.map(({ row }, index) => [row.id, index])), [rows])
  const [cursor, setCursor] = useState<Place>({ id: initialId, index: 0 })
  const [moves, setMoves] = useState(0)
  const [anchor, setAnchor] = useState<Place>(NOWHERE)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const find = (place: Place): number => (place.id === null ? undefined : places.get(place.id)) ?? Math.min(place.index, rows.length - 1)
  const index = find(cursor)
  // What has gone meanwhile can no longer be acted on.
  const selected = useMemo(() => {
    const still = [...chosen].filter((id) => !(rows[places.get(id) ?? -1]?.gone ?? true))
    return still.length === chosen.size ? chosen : new Set(still)
  }, [chosen, rows, places])
  const placeAt = (at: number): Place => ({ id: rows[at]?.row.id ?? null, index: at })
  const span = (from: number, to: number): readonly string[] =>
    rows.slice(Math.min(from, to), Math.max(from, to) + 1).flatMap(({ row, gone }) => (gone ? [] : [row.id]))
  const bounded = (at: number): number => Math.max(0, Math.min(rows.length - 1, at))
  const selectTo = (to: number): void => setChosen(new Set([...selected, ...span(anchor.id === null ? index : find(anchor), bounded(to))]))
  return {
    index,
    id: rows[index]?.row.id ?? null,
    selected,
    moves,
    moveTo: (to, extend = false) => {
      if (rows.length === 0) return
      if (extend) selectTo(to)
      else setAnchor(placeAt(bounded(to)))
      setCursor(placeAt(bounded(to)))
      setMoves((before) => before + 1)
    },
    toggle: (at) => {
      const line = rows[at]
      if (!line || line.gone) return
      const next = new Set(selected)
      if (!next.delete(line.row.id)) next.add(line.row.id)
      setChosen(next)
      setAnchor(placeAt(at))
    },
    selectTo,
    selectAll: () => setChosen(new Set(span(0, rows.length - 1))),
    clear: useCallback(() => setChosen(new Set()), []),
  }
}
