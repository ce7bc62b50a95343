import { Button } from 'antd'
import { useState } from 'react'
import type { ChannelState, Contact } from '#web/console/messages/api.ts'
import { messagesWords } from '#web/console/messages/words.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useMay } from '#web/shared/session/session.tsx'
import { useMoments } from '#web/shared/time/moment.ts'
import styles from './recipients.module.css'
import { useOfficeName } from './use-office-name.ts'
import { recipientsWords } from './words.ts'

/** Few at first: what comes below is to be reached, too. */
const FIRST = 20
const STEP = 100

interface OfficeListProps {
  readonly contacts: readonly Contact[]
  readonly channels: readonly ChannelState[]
  readonly onChange: (contact: Contact) => void
  readonly onRemove: (contact: Contact) => void
}

/** Offices with how they are reached, as many as one asks for. */
export function OfficeList({ contacts, channels, onChange, onRemove }: OfficeListProps) {
  const words = useWords(recipientsWords)
  const [most, setMost] = useState(FIRST)
  const shown = contacts.slice(0, most)
  const isOff = (contact: Contact): boolean => channels.some(({ channel, on }) => channel === contact.channel && !on)
  return (
    <>
      <ul className={styles.list} aria-label={words.offices}>
        {shown.map((contact) => (
          <Line
            key={`${contact.kind} ${contact.id} ${contact.channel}`}
            contact={contact}
            off={isOff(contact)}
            onChange={() => onChange(contact)}
            onRemove={() => onRemove(contact)}
          />
        ))}
      </ul>
      <div className={styles.foot}>
        <span role="status">{contacts.length === 0 ? words.notFound : words.allOffices(shown.length, contacts.length)}</span>
        {shown.length < contacts.length && (
          <Button size="small" onClick={() => setMost(most + STEP)}>
            {words.more}
          </Button>
        )}
      </div>
    </>
  )
}

interface LineProps {
  readonly contact: Contact
  /** Nothing leaves over its channel. */
  readonly off: boolean
  readonly onChange: () => void
  readonly onRemove: () => void
}

function Line({ contact, off, onChange, onRemove }: LineProps) {
  const words = useWords(recipientsWords)
  const names = useWords(messagesWords)
  const nameOf = useOfficeName()
  const mayEdit = useMay('message.edit')
  const { kind, channel, maskedAddress, locale, inForce } = contact
  const told = `${nameOf(contact)} · ${names.channels[channel]}`
  return (
    <li className={styles.line}>
      <div>
        <span className={styles.name}>{nameOf(contact)}</span>
        <br />
        <span className={styles.faint}>{words.kinds[kind]}</span>
        {!inForce && <span className={styles.warned}>{` · ${words.closed}`}</span>}
      </div>
      <div>
        {names.channels[channel]}
        {off && <span className={styles.faint}>{` · ${words.channelOff}`}</span>}
        <br />
        <span className={styles.mono}>{maskedAddress}</span>
      </div>
      <div>
        {names.locales[locale]}
        <br />
        <Setting contact={contact} />
      </div>
      {mayEdit && (
        <div className={styles.actions}>
          <Button size="small" aria-label={`${words.change} ${told}`} onClick={onChange}>
            {words.change}
          </Button>
          <Button size="small" aria-label={`${words.remove} ${told}`} onClick={onRemove}>
            {words.remove}
          </Button>
        </div>
      )}
    </li>
  )
}

/** Who set it and when, as far as it was kept. */
function Setting({ contact: { changedAt, changedBy } }: { readonly contact: Contact }) {
  const words = useWords(recipientsWords)
  const { moment, full } = useMoments()
  if (changedAt === null) return null
  const when = moment(changedAt)
  return (
    <time className={styles.faint} dateTime={changedAt} title={full(changedAt)}>
      {changedBy === null ? words.setAt(when) : words.setBy(changedBy, when)}
    </time>
  )
}
