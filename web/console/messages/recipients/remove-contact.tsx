import { type Contact, removeContact } from '#web/console/messages/api.ts'
import { messagesWords } from '#web/console/messages/words.ts'
import { useWords } from '#web/shared/language/language.ts'
import { RemoveDialog } from './remove-dialog.tsx'
import { useOfficeName } from './use-office-name.ts'
import { recipientsWords } from './words.ts'

interface RemoveContactProps {
  readonly contact: Contact
  readonly onClose: () => void
  readonly onRemoved: () => void
}

/** Writes to an office over a channel no more. */
export function RemoveContact({ contact, ...rest }: RemoveContactProps) {
  const words = useWords(recipientsWords)
  const names = useWords(messagesWords)
  const nameOf = useOfficeName()
  const text = words.removeOfficeAsk(nameOf(contact), names.channels[contact.channel], contact.maskedAddress)
  return (
    <RemoveDialog
      title={words.removeOffice}
      text={text}
      list="contacts"
      send={(requestId) => removeContact(contact, requestId)}
      {...rest}
    />
  )
}
