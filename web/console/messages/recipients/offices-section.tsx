import { Input } from 'antd'
import { useRef, useState } from 'react'
import { holdsTyped } from '#web/console/cases/actions/holds-typed.ts'
import { type Contact, useChannels, useContacts } from '#web/console/messages/api.ts'
import { useWords } from '#web/shared/language/language.ts'
import { Empty, Failure, Loading } from '#web/shared/states/states.tsx'
import { ContactDialog } from './contact-dialog.tsx'
import { OfficeList } from './office-list.tsx'
import { RecipientSection } from './recipient-section.tsx'
import styles from './recipients.module.css'
import { RemoveContact } from './remove-contact.tsx'
import { recipientsWords } from './words.ts'

/** As many are seen at a glance. */
const FEW = 8

type Doing = { readonly what: 'add' } | { readonly what: 'change' | 'remove'; readonly contact: Contact }

const named = (typed: string) => ({ unitName, unitNameEn, title, titleEn }: Contact) =>
  [unitName, unitNameEn, title, titleEn].some((name) => name !== null && holdsTyped(name, typed)) // biome-ignore format: a condition

/** By what units and posts are reached. */
export function OfficesSection() {
  const words = useWords(recipientsWords)
  const { data, error, refetch } = useContacts()
  const { channels } = useChannels()
  const [doing, setDoing] = useState<Doing | null>(null)
  const [typed, setTyped] = useState('')
  const adding = useRef<HTMLButtonElement>(null)
  const found = data?.filter(named(typed)) ?? []
  const close = (): void => setDoing(null)
  return (
    <RecipientSection
      id="message-offices"
      title={words.offices}
      text={words.officesText}
      verb={words.addOffice}
      onAdd={() => setDoing({ what: 'add' })}
      adding={adding}
    >
      {error && !data && <Failure error={error} retry={() => void refetch()} />}
      {!error && !data && <Loading rows={5} />}
      {data?.length === 0 && <Empty title={words.noOffices}>{words.noOfficesText}</Empty>}
      {data && data.length > 0 && (
        <>
          {(data.length > FEW || typed !== '') && (
            <Input
              className={styles.find}
              allowClear
              aria-label={words.findOffice}
              placeholder={words.findOffice}
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          )}
          <OfficeList
            key={typed}
            contacts={found}
            channels={channels ?? []}
            onChange={(contact) => setDoing({ what: 'change', contact })}
            onRemove={(contact) => setDoing({ what: 'remove', contact })}
          />
        </>
      )}
      {doing?.what === 'add' && <ContactDialog contacts={data ?? []} channels={channels ?? []} onClose={close} />}
      {doing?.what === 'change' && <ContactDialog of={doing.contact} contacts={data ?? []} channels={channels ?? []} onClose={close} />}
      {doing?.what === 'remove' && <RemoveContact contact={doing.contact} onClose={close} onRemoved={() => adding.current?.focus()} />}
    </RecipientSection>
  )
}
