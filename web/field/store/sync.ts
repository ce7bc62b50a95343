import type { PackAnswer } from '#field/contract.ts'
import { skewOf } from './clock-rules.ts'
import { type FieldDatabase, readKept, writeKept } from './database.ts'
import type { Link, LinkAnswer } from './link.ts'
import type { TaskRecord } from './records.ts'

export interface Reader {
  readonly db: FieldDatabase
  readonly link: Link
  readonly personId: string
  readonly postId: string
  readonly now: () => number
}
export type Synced = 'done' | 'unreachable' | 'signed-out' | 'refused'

const failed = ({ status }: LinkAnswer): Synced =>
  status === 401 ? 'signed-out' : status === 0 || status >= 500 ? 'unreachable' : 'refused'

interface TasksTold {
  readonly full: boolean
  readonly serverTime: string
  readonly tasks: readonly TaskRecord[]
  readonly gone: readonly string[]
  readonly more: boolean
  readonly cursor: string
}
const isTasks = (body: unknown): body is TasksTold => typeof body === 'object' && body !== null && 'tasks' in body && 'cursor' in body

/** Takes in what is new or moved and forgets what is gone, with the cursor that says so, in one go. */
const keepTasks = (db: FieldDatabase, postId: string, told: TasksTold, at: number): Promise<void> =>
  db.transaction('rw', [db.tasks, db.kept], async () => {
    if (told.full) await db.tasks.clear()
    await db.tasks.bulkDelete([...told.gone])
    await db.tasks.bulkPut([...told.tasks])
    await writeKept(db, 'tasks', { postId, cursor: told.cursor, at, more: told.more })
  })

/** Brings the tasks up to date; a cursor of another post or release begins anew. */
export async function syncTasks(reader: Reader, anew = false): Promise<Synced> {
  const { db, link, postId, now } = reader
  const kept = await readKept(db, 'tasks')
  const since = !anew && kept?.postId === postId ? `?since=${encodeURIComponent(kept.cursor)}` : ''
  const sentAt = now()
  const answer = await link({ method: 'GET', path: `/api/field/tasks${since}` })
  if (answer.status === 400 && !anew) return syncTasks(reader, true)
  const { body } = answer
  if (answer.status !== 200) return failed(answer)
  if (!isTasks(body)) return 'unreachable'
  const told: TasksTold = since === '' ? { ...body, full: true } : body
  await keepTasks(db, postId, told, now())
  await writeKept(db, 'clock', { skew: skewOf(sentAt, now(), told.serverTime), at: now() })
  return 'done'
}

const isPack = (body: unknown): body is PackAnswer => typeof body === 'object' && body !== null && 'version' in body && 'grids' in body

/** Fetches what a shift needs when it has changed. `place` is where the phone is, for whoever has no grids of their own. */
export async function syncPack({ db, link, personId, postId, now }: Reader, place: { lon: number; lat: number } | null): Promise<Synced> {
  const kept = await readKept(db, 'pack')
  const where = place === null ? '' : `?lon=${place.lon.toFixed(3)}&lat=${place.lat.toFixed(3)}`
  const own = kept?.personId === personId && kept.postId === postId
  const headers: Record<string, string> = own ? { 'if-none-match': kept.etag } : {}
  const answer = await link({ method: 'GET', path: `/api/field/pack${where}`, headers })
  if (answer.status === 304) return 'done'
  const { body } = answer
  if (answer.status !== 200) return failed(answer)
  if (!isPack(body)) return 'unreachable'
  await writeKept(db, 'pack', { personId, postId, etag: answer.header('etag') ?? '', pack: body, at: now() })
  return 'done'
}
