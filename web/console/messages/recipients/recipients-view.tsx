import { useContacts } from '#web/console/messages/api.ts'
import { OfficesSection } from './offices-section.tsx'
import styles from './recipients.module.css'
import { WebhooksSection } from './webhooks-section.tsx'

/** Who is told besides those who asked for it themselves: offices by their mailboxes, programs by webhooks. */
export function RecipientsView() {
  const { isPending } = useContacts()
  return (
    <div className={styles.content}>
      <OfficesSection />
      {/* How long the list above is nobody knows before it is there: what stands below does not jump. */}
      <div hidden={isPending}>
        <WebhooksSection />
      </div>
    </div>
  )
}
