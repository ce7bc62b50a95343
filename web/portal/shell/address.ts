import { navigate, usePathname, useSearch } from 'wouter/use-browser-location'
import { FROM_HERE, goBack as goWayBack } from '#web/shared/page/way-back.ts'

/** Where every page of this app begins. */
export const HOME = '/portal'

/** Path without a slash at its end, and parameters, of this moment. */
export const useAddress = (): { readonly path: string; readonly parameters: URLSearchParams } => ({
  path: usePathname().replace(/\/+$/, ''),
  parameters: new URLSearchParams(useSearch()),
})

/** Goes to another screen; `replace` when the present one is not to be come back to. */
export const go = (path: string, { replace = false } = {}): void => navigate(path, replace ? { replace } : { state: FROM_HERE })

/** The screen before this one; the given one for whoever came straight here. */
export const goBack = (otherwise: string): void => goWayBack(() => go(otherwise, { replace: true }))
