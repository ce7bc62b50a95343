import { type ComponentProps, useDeferredValue } from 'react'
import { type BaseLocationHook, Link, useRoute } from 'wouter'
import { useBrowserLocation, useSearch } from 'wouter/use-browser-location'

/** A page whose code is still on its way comes after the page before it, not after a blank one. */
export const useAddress: BaseLocationHook = () => {
  const [path, go] = useBrowserLocation()
  return [useDeferredValue(path), go]
}
/** The parameters that belong to the path of `useAddress`: both change together. */
export const useAddressSearch = (): string => useDeferredValue(useSearch())

interface PartLinkProps extends Omit<ComponentProps<'a'>, 'href' | 'ref' | 'className'> {
  readonly to: string
  readonly className?: string | undefined
  readonly replace?: boolean
}

/** A link to a part of the app that says when one is there, or on a page below it. */
export function PartLink({ to, ...props }: PartLinkProps) {
  const [isHere] = useRoute(to === '/' ? to : `${to}/*?`)
  return <Link {...props} to={to} aria-current={isHere ? 'page' : undefined} />
}
