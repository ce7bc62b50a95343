import type { AnchorHTMLAttributes, MouseEvent } from 'react'
import { go } from './address.ts'

type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { readonly to: string; readonly replace?: boolean }

const isPlain = ({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean =>
  button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey

/** A link inside the app: a real one, which changes the screen without fetching the page anew. */
export function Link({ to, replace = false, children, ...rest }: LinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    if (!isPlain(event)) return
    event.preventDefault()
    go(to, { replace })
  }
  return (
    <a href={to} onClick={follow} {...rest}>
      {children}
    </a>
  )
}
