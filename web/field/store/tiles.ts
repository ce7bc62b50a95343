import type { PackAnswer } from '#field/contract.ts'

const CACHE = 'wangge-field-tiles'
/** At once, so that a report on a slow line is not held up by the map. */
const AT_ONCE = 2

/** The addresses of the pack's tiles. */
export const tileAddresses = ({ tiles: { template, zooms } }: Pick<PackAnswer, 'tiles'>): string[] =>
  zooms.flatMap(({ z, tiles }) =>
    tiles.map(([x, y]) => template.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y))),
  )

async function fetchInto(cache: Cache, wanted: string[]): Promise<void> {
  for (let address = wanted.pop(); address !== undefined; address = wanted.pop()) {
    const answer = await fetch(address, { credentials: 'same-origin' })
    if (!answer.ok) return
    await cache.put(address, answer)
  }
}

let running = false
/** Keeps the tiles of the pack for a shift without a network and drops those of another; what is missing is fetched the next time. */
export async function keepTiles(pack: PackAnswer): Promise<void> {
  if (running || !('caches' in globalThis) || !navigator.onLine) return
  running = true
  try {
    const cache = await caches.open(CACHE)
    const wanted = new Set(tileAddresses(pack))
    for (const { url } of await cache.keys()) {
      const address = new URL(url).pathname
      if (!wanted.delete(address)) await cache.delete(url)
    }
    const missing = [...wanted].reverse()
    await Promise.all(Array.from({ length: AT_ONCE }, () => fetchInto(cache, missing)))
  } catch {
    // No line or no room: the map shows what is there.
  } finally {
    running = false
  }
}
