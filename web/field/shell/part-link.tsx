import type { ComponentProps } from 'react'
import { Link, useRoute } from 'wouter'

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
