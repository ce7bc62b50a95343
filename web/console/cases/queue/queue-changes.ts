import type { CaseRow } from '#web/console/cases/api.ts'

/** A row and when the server told it, ms. */
export interface Seen {
  readonly row: CaseRow
  readonly askedAt: number
}

/** One line of the list as it stands. `gone`: it belongs here no longer, and stays quiet until the reader has moved on. */
export interface QueueRow extends Seen {
  readonly gone: boolean
}

/** What happened since the pages of a list were read, kept apart from them so that nothing moves under the reader. */
export interface Changes {
  /** Which list this is about; of another list it says nothing. */
  readonly of: string
  readonly updated: ReadonlyMap<string, Seen>
  readonly gone: ReadonlySet<string>
  /** Gone and out of sight: no longer drawn. */
  readonly left: ReadonlySet<string>
  /** New here, not drawn before the reader asks for them. */
  readonly waiting: ReadonlySet<string>
}

export const noChanges = (of: string): Changes => ({ of, updated: new Map(), gone: new Set(), left: new Set(), waiting: new Set() })

/** What the server said of one case under the filter of the list: its row, or null when it does not belong. `listed`: it is in the pages. */
export interface Sighting {
  readonly id: string
  readonly seen: Seen | null
  readonly listed: boolean
}

const withOne = <Item>(set: ReadonlySet<Item>, item: Item): ReadonlySet<Item> => new Set(set).add(item)
const without = <Item>(set: ReadonlySet<Item>, item: Item): ReadonlySet<Item> => {
  if (!set.has(item)) return set
  const rest = new Set(set)
  rest.delete(item)
  return rest
}

/** Takes in what was learnt of one case. */
export function takeSighting(changes: Changes, { id, seen, listed }: Sighting): Changes {
  if (seen === null) return listed ? { ...changes, gone: withOne(changes.gone, id) } : { ...changes, waiting: without(changes.waiting, id) }
  if (!listed || changes.left.has(id)) return { ...changes, waiting: withOne(changes.waiting, id) }
  return { ...changes, updated: new Map(changes.updated).set(id, seen), gone: without(changes.gone, id) }
}

/** Rows that are gone and out of sight are drawn no more. */
export const leave = (changes: Changes, ids: readonly string[]): Changes => ({ ...changes, left: new Set([...changes.left, ...ids]) })

/** The lines to draw: the pages as they were read, each case once, with what changed since. */
export function linesOf(
  pages: readonly { readonly cases: readonly CaseRow[]; readonly askedAt: number }[],
  changes: Changes,
): readonly QueueRow[] {
  const lines = new Map<string, QueueRow>()
  for (const { cases, askedAt } of pages)
    for (const row of cases) {
      if (lines.has(row.id) || changes.left.has(row.id)) continue
      lines.set(row.id, { ...(changes.updated.get(row.id) ?? { row, askedAt }), gone: changes.gone.has(row.id) })
    }
  return [...lines.values()]
}
