import { addProtocol, setWorkerUrl } from 'maplibre-gl'
import workerFile from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { HELD_CACHE } from '#web/field/store/held.ts'
// Names the worker's file itself: ours must be said after it.
import '#web/shared/map/start-map.ts'

const HELD = 'held'
/** A new one each time: it is handed over to the worker for good. */
const nothing = (): ArrayBuffer => new ArrayBuffer(0)

/** The pack's tile addresses: what is not among them is not on the phone and is not asked for either, so that the map shows the same with a line and without. */
let packed: ReadonlySet<string> = new Set()
export const drawFrom = (addresses: readonly string[]): void => {
  packed = new Set(addresses)
}

/** A tile the phone holds, or one that is still to come where there is a line; nothing where there is neither. */
async function readTile(path: string, signal: AbortSignal): Promise<ArrayBuffer> {
  if (!packed.has(path)) return nothing()
  const held = await (await caches.open(HELD_CACHE)).match(path, { ignoreVary: true })
  const answer = held ?? (await fetch(path, { credentials: 'same-origin', signal }).catch(() => null))
  return answer?.ok ? answer.arrayBuffer() : nothing()
}

/** The address the map asks for tiles at, instead of the pack's. */
export const heldAddress = (template: string): string => `${HELD}:/${template}`

/**
 * The map's own worker is outside the reach of the service worker (its file is under /assets/, ours rules over /field), so without a line the browser
 * would find neither its file nor a tile. The page fetches its file, and the page answers it with tiles.
 */
async function hold(): Promise<void> {
  const answer = await fetch(workerFile)
  if (!answer.ok) throw new Error(`${workerFile}: ${answer.status}`)
  setWorkerUrl(URL.createObjectURL(await answer.blob()))
  addProtocol(HELD, async ({ url }, { signal }) => ({ data: await readTile(url.slice(`${HELD}:/`.length), signal) }))
}

let holding: Promise<void> | undefined
/** Makes the library draw from the phone alone; throws where its worker is not on the phone and there is no line. */
export function holdLibrary(): Promise<void> {
  holding ??= hold().catch((error: unknown) => {
    holding = undefined
    throw error
  })
  return holding
}
