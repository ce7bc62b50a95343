/**
 * The field app's service worker: the app starts without a network, a new release waits until the person takes it, the pack's map tiles and the tasks' photos are at hand.
 * It touches neither what is sent (shell/ and store/ do that) nor the database. It shares no code with the page, for it is one file by itself.
 */
interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Fetched extends Extendable {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Worker {
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', hear: (event: Extendable) => void): void
  addEventListener(type: 'fetch', hear: (event: Fetched) => void): void
  addEventListener(type: 'message', hear: (event: MessageEvent) => void): void
}
/** The files of the build this worker belongs to (web/vite.config.ts). */
declare const __SHELL__: { readonly version: string; readonly files: readonly string[] }

const worker = self as unknown as Worker
const SHELLS = 'wangge-field-shell-'
const SHELL = SHELLS + __SHELL__.version
/** Filled by the page, from lists (store/held.ts). */
const HELD = 'wangge-field-held'
const PAGE = '/field'
const HELD_ADDRESS = /^\/api\/(tiles\/grids\/|cases\/[^/]+\/photos\/[^/]+$)/
const FILES = new Set(__SHELL__.files)
/** Files fetched at once: on a slow line it is the waiting that takes long, not the bytes, and the page itself wants some of them. */
const AT_ONCE = 4
const LOOSE = { ignoreVary: true } as const

const page = (): Request => new Request(PAGE, { headers: { accept: 'text/html' }, cache: 'reload' })

/** A file under /assets/ is the same wherever it is found, also where the browser keeps what the page has just fetched; the others are asked for anew. */
async function fetchFile(file: string): Promise<Response> {
  const isNamedByContent = file.startsWith('/assets/')
  const known = isNamedByContent ? await caches.match(file, LOOSE) : undefined
  const answer = known ?? (await fetch(file, { cache: isNamedByContent ? 'default' : 'reload' }))
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`)
  return answer
}

/** All of the release or nothing: a worker that lacks a file is not installed, and the one before stays. */
async function install(): Promise<void> {
  const shell = await caches.open(SHELL)
  const html = await fetch(page())
  if (!html.ok) throw new Error(`${PAGE}: ${html.status}`)
  await shell.put(PAGE, html)
  for (let from = 0; from < __SHELL__.files.length; from += AT_ONCE)
    await Promise.all(__SHELL__.files.slice(from, from + AT_ONCE).map(async (file) => shell.put(file, await fetchFile(file))))
}

async function activate(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith(SHELLS) && name !== SHELL).map((name) => caches.delete(name)))
  await worker.clients.claim()
}

const fromShell = async (address: string, request: Request): Promise<Response> =>
  (await (await caches.open(SHELL)).match(address, LOOSE)) ?? fetch(request)

const fromHeld = async (request: Request): Promise<Response> =>
  (await (await caches.open(HELD)).match(request.url, LOOSE)) ?? fetch(request)

/** Undefined: the network's, as if there were no worker. */
function answerTo(request: Request): Promise<Response> | undefined {
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== worker.location.origin) return undefined
  if (request.mode === 'navigate') return pathname === PAGE || pathname.startsWith(`${PAGE}/`) ? fromShell(PAGE, request) : undefined
  if (FILES.has(pathname)) return fromShell(pathname, request)
  return HELD_ADDRESS.test(pathname) ? fromHeld(request) : undefined
}

worker.addEventListener('install', (event) => event.waitUntil(install()))
worker.addEventListener('activate', (event) => event.waitUntil(activate()))
worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') void worker.skipWaiting()
})
worker.addEventListener('fetch', (event) => {
  const answer = answerTo(event.request)
  if (answer) event.respondWith(answer)
})
