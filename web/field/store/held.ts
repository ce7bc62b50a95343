import type { PackAnswer } from '#field/contract.ts'
import type { TaskRecord } from './records.ts'

/** Tiles of the pack and small photos of the tasks (worker/worker.ts answers from it). */
export const HELD_CACHE = 'wangge-field-held'
/** At once, so that a report on a slow line is not held up. */
const AT_ONCE = 2

/** The addresses of the pack's tiles. */
export const tileAddresses = ({ tiles: { template, zooms } }: Pick<PackAnswer, 'tiles'>): string[] =>
  zooms.flatMap(({ z, tiles }) =>
    tiles.map(([x, y]) => template.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y))),
  )

/** The address of a task's photo as its page shows it. */
export const thumbAddress = (caseId: string, fileId: string): string => `/api/cases/${caseId}/photos/${fileId}?size=thumb`
export const thumbAddresses = (tasks: readonly Pick<TaskRecord, 'id' | 'photos'>[]): string[] =>
  tasks.flatMap(({ id, photos }) => photos.map(({ fileId }) => thumbAddress(id, fileId)))

async function fetchInto(cache: Cache, wanted: string[]): Promise<void> {
  for (let address = wanted.shift(); address !== undefined; address = wanted.shift()) {
    const answer = await fetch(address, { credentials: 'same-origin' })
    if (!answer.ok) return
    await cache.put(address, answer)
  }
}

let running = false
/** Keeps what these addresses answer for a shift without a network, in this order, and drops the rest; what is missing is fetched the next time. */
export async function holdAnswers(addresses: readonly string[]): Promise<void> {
  if (running || !('caches' in globalThis) || !navigator.onLine) return
  running = true
  try {
    const cache = await caches.open(HELD_CACHE)
    const wanted = new Set(addresses)
    for (const { url } of await cache.keys()) {
      const { pathname, search } = new URL(url)
      if (!wanted.delete(pathname + search)) await cache.delete(url)
    }
    const missing = [...wanted]
    await Promise.all(Array.from({ length: AT_ONCE }, () => fetchInto(cache, missing)))
  } catch {
    // No line or no room: what is there is shown.
  } finally {
    running = false
  }
}
