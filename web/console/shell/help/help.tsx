import { QuestionCircleOutlined } from '@ant-design/icons'
import { Button, Drawer } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import { Loading } from '#web/shared/states/states.tsx'
import { helpWords } from './words.ts'

const HelpTexts = lazy(() => import('./help-texts.tsx'))

/** The words of the field explained, beside whatever one is looking at. */
export function Help() {
  const words = useWords(helpWords)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="text" icon={<QuestionCircleOutlined />} aria-label={words.open} title={words.open} onClick={() => setOpen(true)} />
      <Drawer open={open} onClose={() => setOpen(false)} title={words.title} size={440} destroyOnHidden>
        <Suspense fallback={<Loading rows={10} />}>
          <HelpTexts />
        </Suspense>
      </Drawer>
    </>
  )
}
