import { ENTRY, OWNER } from '#field/cursor-size.ts'

/** What a phone holds of its tasks: each case and its version. */
export type HeldTasks = ReadonlyMap<string, number>

const UUID = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex')

/**
 * The cursor says what the phone has been told, not when: so a sync is exact whatever the clocks do, on however many processes, and the server keeps
 * nothing of it. It belongs to one post: another's tasks are others.
 */
export function writeCursor(postId: string, tasks: Iterable<{ readonly id: string; readonly version: number }>): string {
  const parts = [bytesOf(postId)]
  for (const { id, version } of tasks) {
    const entry = Buffer.alloc(ENTRY)
    bytesOf(id).copy(entry)
    entry.writeUInt32BE(version, OWNER)
    parts.push(entry)
  }
  return Buffer.concat(parts).toString('base64url')
}

/** What a cursor says; empty for that of another post, undefined when it is none of ours. */
export function readCursor(cursor: string, postId: string): HeldTasks | undefined {
  const bytes = Buffer.from(cursor, 'base64url')
  if (bytes.toString('base64url') !== cursor || bytes.length < OWNER || (bytes.length - OWNER) % ENTRY !== 0) return undefined
  if (!bytes.subarray(0, OWNER).equals(bytesOf(postId))) return new Map()
  const held = new Map<string, number>()
  for (let at = OWNER; at < bytes.length; at += ENTRY)
    held.set(bytes.toString('hex', at, at + OWNER).replace(UUID, '$1-$2-$3-$4-$5'), bytes.readUInt32BE(at + OWNER))
  return held
}

/** What a phone that holds `held` must be told: what is new or has moved, and the ids of what waits for it no more. */
export function differenceTo<Task extends { readonly id: string; readonly version: number }>(held: HeldTasks, now: readonly Task[]) {
  const ids = new Set(now.map(({ id }) => id))
  return { changed: now.filter(({ id, version }) => held.get(id) !== version), gone: [...held.keys()].filter((id) => !ids.has(id)) }
}
