import { useSyncExternalStore } from 'react'

const WORKER = '/field/worker.js'
const SCOPE = '/field'
/** A new release is looked for this often while the app is open, ms. */
const LOOK_EVERY = 3_600_000

let waiting: ServiceWorker | null = null
const listeners = new Set<() => void>()
const offer = (worker: ServiceWorker | null): void => {
  waiting = worker
  for (const tell of listeners) tell()
}

/** A worker that is installed while another rules is a new release: it waits until the person takes it. */
function watch(registration: ServiceWorkerRegistration): void {
  if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && navigator.serviceWorker.controller) offer(worker)
    })
  })
}

let leave = (): void => {}
const lineIsFree = new Promise<void>((resolve) => {
  leave = resolve
})
/** What the person waits for is here: the worker may fetch its own copy of the app without delaying that. */
export const leaveLineToWorker = (): void => leave()

/** Registers the worker of a built page once the line is free; every tab goes on with the new release as soon as one has taken it. */
export function startWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  let ruled = navigator.serviceWorker.controller !== null
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (ruled) window.location.reload()
    ruled = true
  })
  // Without it the app still works as long as there is a line.
  lineIsFree
    .then(() => navigator.serviceWorker.register(WORKER, { scope: SCOPE }))
    .then(
      (registration) => {
        watch(registration)
        setInterval(() => void registration.update().catch(() => {}), LOOK_EVERY)
      },
      () => {},
    )
}

/** A worker that still answers somebody is not replaced; asked by this page, it ends with the page, ms. */
const PATIENCE = 5000

function take(worker: ServiceWorker): void {
  worker.postMessage('take-over')
  setTimeout(() => window.location.reload(), PATIENCE)
}

/** Whether a new release waits, and how to take it: the page is loaded anew, what is in the database stays. */
export function useNewRelease(): (() => void) | null {
  const worker = useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => waiting,
  )
  return worker && (() => take(worker))
}
