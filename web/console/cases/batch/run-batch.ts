import type { PersonAction } from '#cases/contract.ts'
import type { CaseRow, Receipt } from '#web/console/cases/api.ts'

/** How it stands with one case of a batch. */
export type ItemState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'done'; readonly receipt: Receipt }
  /** The case has moved since it was selected. */
  | { readonly kind: 'moved'; readonly error: unknown }
  | { readonly kind: 'failed'; readonly error: unknown }

export interface BatchItem {
  readonly row: CaseRow
  /** The version the reader decided by. */
  readonly version: number
  /** Kept while what is sent stays the same, so that sending again is sending once. */
  readonly requestId: string
  readonly state: ItemState
}

/** How many requests are under way at once. */
export const AT_ONCE = 4

export interface BatchWork {
  readonly action: PersonAction
  readonly items: readonly BatchItem[]
  readonly send: (item: BatchItem) => Promise<Receipt>
  readonly isMoved: (error: unknown) => boolean
  readonly tell: (id: string, state: ItemState) => void
}

/** What a run sends: neither what is done nor what has moved and was not looked at again. */
export const isToSend = ({ state }: BatchItem): boolean => state.kind !== 'done' && state.kind !== 'moved'

/** Sends every item that is to be sent, a few at a time, each by itself: one that fails keeps no other from being sent. */
export async function runBatch({ items, send, isMoved, tell }: BatchWork): Promise<void> {
  const queue = items.filter(isToSend)
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      tell(item.row.id, { kind: 'sending' })
      tell(item.row.id, await sent(item, send, isMoved))
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, queue.length) }, worker))
}

async function sent(item: BatchItem, send: BatchWork['send'], isMoved: BatchWork['isMoved']): Promise<ItemState> {
  try {
    return { kind: 'done', receipt: await send(item) }
  } catch (error) {
    return isMoved(error) ? { kind: 'moved', error } : { kind: 'failed', error }
  }
}
