import { QuestionCircleOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import { helpWords } from './words.ts'

const HelpDrawer = lazy(() => import('./help-drawer.tsx'))

/** The words of the field explained, beside whatever one is looking at; fetched when first asked for. */
export function Help() {
  const words = useWords(helpWords)
  const [asked, setAsked] = useState(false)
  const [open, setOpen] = useState(false)
  const show = (): void => {
    setAsked(true)
    setOpen(true)
  }
  return (
    <>
      <Button type="text" icon={<QuestionCircleOutlined />} aria-label={words.open} title={words.open} onClick={show} />
      {asked && (
        <Suspense>
          <HelpDrawer open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
