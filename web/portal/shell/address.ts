import { useSyncExternalStore } from 'react'

/** Where every page of this app begins. */
export const HOME = '/portal'

const MOVED = 'portal:moved'

function subscribe(tell: () => void): () => void {
  window.addEventListener('popstate', tell)
  window.addEventListener(MOVED, tell)
  return () => {
    window.removeEventListener('popstate', tell)
    window.removeEventListener(MOVED, tell)
  }
}

const current = (): string => window.location.pathname.replace(/\/+$/, '') + window.location.search

/** Path without a slash at its end, and parameters, of this moment. */
export function useAddress(): { readonly path: string; readonly parameters: URLSearchParams } {
  const [path = '', search] = useSyncExternalStore(subscribe, current).split('?')
  return { path, parameters: new URLSearchParams(search) }
}

/** Goes to another screen; `replace` when the present one is not to be come back to. */
export function go(path: string, { replace = false } = {}): void {
  if (replace) window.history.replaceState(null, '', path)
  else window.history.pushState({ inside: true }, '', path)
  window.dispatchEvent(new Event(MOVED))
}

/** The screen before this one; the given one for whoever came straight here. */
export function goBack(otherwise: string): void {
  const state: unknown = window.history.state
  const inside = typeof state === 'object' && state !== null && 'inside' in state
  if (inside) window.history.back()
  else go(otherwise, { replace: true })
}
