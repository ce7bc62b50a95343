import { Drawer } from 'antd'
import { useWords } from '#web/shared/language/language.ts'
import HelpTexts from './help-texts.tsx'
import { helpWords } from './words.ts'

interface HelpDrawerProps {
  readonly open: boolean
  readonly onClose: () => void
}

export default function HelpDrawer({ open, onClose }: HelpDrawerProps) {
  const words = useWords(helpWords)
  return (
    <Drawer open={open} onClose={onClose} title={words.title} size={440} destroyOnHidden>
      <HelpTexts />
    </Drawer>
  )
}
