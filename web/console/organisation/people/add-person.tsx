import { Form, Select } from 'antd'
import { addPerson } from '#web/console/organisation/api-people.ts'
import { TextField } from '#web/console/organisation/form-fields.tsx'
import { WriteDialog } from '#web/console/organisation/write-dialog.tsx'
import { useWords } from '#web/shared/language/language.ts'
import { peopleWords } from './words.ts'

interface AddPersonProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly onAdded: (id: string) => void
}
interface Given {
  readonly name: string
  readonly login?: string
  readonly locale: 'zh' | 'en'
}

/** A new person; a post and a password follow in the drawer that opens. */
export function AddPerson({ open, onClose, onAdded }: AddPersonProps) {
  const words = useWords(peopleWords)
  const send = async ({ name, login, locale }: Given, requestId: string): Promise<void> => {
    const { id } = await addPerson({ name, login: login?.trim() || null, locale, requestId })
    onAdded(id)
  }
  return (
    <WriteDialog<Given>
      title={words.add}
      open={open}
      onClose={onClose}
      verb={words.add}
      initial={{ name: '', login: '', locale: 'zh' }}
      send={send}
    >
      <TextField name="name" label={words.name} />
      <TextField name="login" label={words.login} hint={words.loginHint} optional />
      <LocaleField />
    </WriteDialog>
  )
}

export function LocaleField() {
  const words = useWords(peopleWords)
  return (
    <Form.Item name="locale" label={words.locale}>
      <Select options={(['zh', 'en'] as const).map((value) => ({ value, label: words.locales[value] }))} />
    </Form.Item>
  )
}
