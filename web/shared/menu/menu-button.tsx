import { Button, type ButtonProps, type MenuProps } from 'antd'
import { lazy, Suspense, useState } from 'react'

const OpenMenu = lazy(() => import('./open-menu.tsx'))

export interface MenuButtonProps {
  readonly menu: MenuProps
  readonly button: ButtonProps
}

/** A button that opens a menu. What draws menus is fetched when the first one is opened: no page needs it to be read. */
export function MenuButton({ menu, button }: MenuButtonProps) {
  const [asked, setAsked] = useState(false)
  const closed = <Button {...button} aria-haspopup="menu" aria-expanded={asked} onClick={() => setAsked(true)} />
  if (!asked) return closed
  return (
    <Suspense fallback={closed}>
      <OpenMenu menu={menu} button={button} />
    </Suspense>
  )
}
