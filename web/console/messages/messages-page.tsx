import { Segmented } from 'antd'
import { useSearchParams } from 'react-router'
import { useWords } from '#web/shared/language/language.ts'
import { PageFrame } from '#web/shared/page/page-frame.tsx'
import styles from './messages.module.css'
import { RecipientsView } from './recipients/recipients-view.tsx'
import { SentView } from './sent/sent-view.tsx'
import { SettingsView } from './settings/settings-view.tsx'
import { TemplatesView } from './templates/templates-view.tsx'
import { messagesWords } from './words.ts'

const VIEWS = ['sent', 'recipients', 'templates', 'settings'] as const

/** What people outside are told: what was sent, to which offices and programs, in which words, over which channels and when. */
export default function MessagesPage() {
  const words = useWords(messagesWords)
  const [parameters, setParameters] = useSearchParams()
  const view = VIEWS.find((each) => each === parameters.get('view')) ?? 'sent'
  return (
    <PageFrame
      fill
      title={words.title}
      aside={
        <Segmented
          className={styles.views}
          aria-label={words.view}
          value={view}
          options={VIEWS.map((value) => ({ value, label: words.views[value] }))}
          onChange={(next) => setParameters(next === 'sent' ? {} : { view: next })}
        />
      }
    >
      {view === 'sent' && <SentView />}
      {view === 'recipients' && <RecipientsView />}
      {view === 'templates' && <TemplatesView />}
      {view === 'settings' && <SettingsView />}
    </PageFrame>
  )
}
