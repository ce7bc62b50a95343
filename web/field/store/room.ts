import type { FieldDatabase } from './database.ts'

/** Below this a shift's photos may not fit, bytes. */
export const LITTLE_ROOM = 30 * 1024 * 1024

export interface Room {
  /** Bytes the browser still grants. */
  readonly left: number
  readonly little: boolean
}

/** How much the phone still keeps for us; null where the browser does not say. */
export async function askRoom(): Promise<Room | null> {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {}
  if (quota === undefined || usage === undefined) return null
  return { left: Math.max(0, quota - usage), little: quota - usage < LITTLE_ROOM }
}

/** Asks that what is kept here is not cleared when the phone runs short of space. */
export const askToKeep = async (): Promise<boolean> => (await navigator.storage?.persist?.()) ?? false

/** Whether something failed because the phone is full. Dexie wraps the browser's error. */
export function isFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const inner: unknown = 'inner' in error ? error.inner : undefined
  return error.name === 'QuotaExceededError' || isFull(inner) || (error.name === 'AbortError' && /quota/i.test(error.message))
}

/** Makes room without losing anything that was not sent: what has arrived is forgotten, and what is only held to be looked at. */
export async function makeRoom(db: FieldDatabase, heldCache: string): Promise<void> {
  await db.outbox.where('state').equals('sent').delete()
  await globalThis.caches?.delete(heldCache)
}
