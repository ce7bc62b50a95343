import { Button, Dropdown } from 'antd'
import { useLayoutEffect, useRef, useState } from 'react'
import type { MenuButtonProps } from './menu-button.tsx'

/** The same button with its menu, open at first: it takes the place of the one that was pressed, and its focus. */
export default function OpenMenu({ menu, button }: MenuButtonProps) {
  const [open, setOpen] = useState(true)
  const pressed = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => pressed.current?.focus({ preventScroll: true }), [])
  return (
    <Dropdown trigger={['click']} menu={menu} open={open} onOpenChange={setOpen}>
      <Button {...button} ref={pressed} aria-haspopup="menu" aria-expanded={open} />
    </Dropdown>
  )
}
