import { Modal } from 'antd'
import { useWords } from '#web/shared/language/language.ts'
import { ChangePassword } from './change-password.tsx'
import { passwordWords } from './password-words.ts'

interface PasswordDialogProps {
  readonly open: boolean
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** Changing one's password over the page one is on. */
export default function PasswordDialog({ open, onDone, onCancel }: PasswordDialogProps) {
  const words = useWords(passwordWords)
  return (
    <Modal open={open} onCancel={onCancel} title={words.change} footer={null} width={400} destroyOnHidden>
      <ChangePassword onDone={onDone} />
    </Modal>
  )
}
