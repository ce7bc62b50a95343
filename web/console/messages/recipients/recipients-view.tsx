import { OfficesSection } from './offices-section.tsx'
import styles from './recipients.module.css'
import { WebhooksSection } from './webhooks-section.tsx'

/** Who is told besides those who asked for it themselves: offices by their mailboxes, programs by webhooks. */
export function RecipientsView() {
  return (
    <div className={styles.content}>
      <OfficesSection />
      <WebhooksSection />
    </div>
  )
}
