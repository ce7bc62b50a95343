import { App, Button } from 'antd'
import { useRef } from 'react'
import { Link } from 'react-router'
import { MESSAGE_LOCALES, type MessageLocale } from '#messages/channels.ts'
import type { TemplateText } from '#messages/default-templates.ts'
import type { Template } from '#web/console/messages/api.ts'
import { messagesWords } from '#web/console/messages/words.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useLeaveGuard } from '#web/shared/page/use-leave-guard.ts'
import { useMay } from '#web/shared/session/session.tsx'
import { PlaceholderList } from './placeholder-list.tsx'
import { type KindKey, spellKind } from './template-kinds.ts'
import styles from './templates.module.css'
import { TextEditor } from './text-editor.tsx'
import { useDrafts } from './use-drafts.ts'
import { templatesWords } from './words.ts'

export type TextField = keyof TemplateText
/** Where the cursor was last. */
export interface Cursor {
  readonly locale: MessageLocale
  readonly field: TextField
  readonly element: HTMLInputElement | HTMLTextAreaElement
}

interface TemplateEditorProps {
  readonly kind: KindKey
  /** In both languages. */
  readonly texts: readonly Template[]
}

/** One text in both languages, with what may stand in braces and what it would look like. */
export function TemplateEditor({ kind, texts }: TemplateEditorProps) {
  const words = useWords(templatesWords)
  const { steps, audiences, channels } = useWords(messagesWords)
  const { message } = App.useApp()
  const mayEdit = useMay('message.edit')
  const drafts = useDrafts(kind, texts)
  const cursor = useRef<Cursor | null>(null)
  useLeaveGuard(drafts.changed.length > 0, words, true)
  const insert = (name: string): void => {
    if (!mayEdit) return
    const { locale, field, element } = cursor.current ?? { locale: 'zh' as const, field: 'body' as const, element: null }
    const before = drafts.textOf(locale)[field]
    const [from, to] = [element?.selectionStart ?? before.length, element?.selectionEnd ?? before.length]
    const put = `{${name}}`
    drafts.write(locale, { ...drafts.textOf(locale), [field]: before.slice(0, from) + put + before.slice(to) })
    requestAnimationFrame(() => {
      element?.focus()
      element?.setSelectionRange(from + put.length, from + put.length)
    })
  }
  const save = async (): Promise<void> => {
    if (await drafts.save()) void message.success(words.saved)
  }
  return (
    <article className={styles.editor} aria-labelledby="template-title">
      <header className={styles.heading}>
        <h2 id="template-title">{[audiences[kind.audience], steps[kind.step], channels[kind.channel]].join(' · ')}</h2>
        {!mayEdit && <span className={styles.faint}>{words.readOnly}</span>}
      </header>
      <div className={styles.scroll}>
        <PlaceholderList kind={kind} onInsert={mayEdit ? insert : null} />
        <div className={styles.languages}>
          {MESSAGE_LOCALES.map((locale) => (
            <TextEditor
              key={locale}
              textKey={{ ...kind, locale }}
              kept={texts.find((each) => each.locale === locale)}
              text={drafts.textOf(locale)}
              changed={drafts.changed.includes(locale)}
              fault={drafts.faultOf(locale)}
              editable={mayEdit}
              onWrite={(text) => drafts.write(locale, text)}
              onForget={() => drafts.forget(locale)}
              onCursor={(field, element) => {
                cursor.current = { locale, field, element }
              }}
            />
          ))}
        </div>
      </div>
      <footer className={styles.actions}>
        <Changes kind={kind} />
        {mayEdit && (
          <>
            <Button disabled={drafts.changed.length === 0 || drafts.busy} onClick={drafts.discard}>
              {words.discard}
            </Button>
            <Button type="primary" disabled={drafts.changed.length === 0 || drafts.busy} onClick={() => void save()}>
              {drafts.busy ? words.saving : words.save}
            </Button>
          </>
        )}
      </footer>
    </article>
  )
}

/** Where every change of it stands, for those who may read that. */
function Changes({ kind }: { readonly kind: KindKey }) {
  const words = useWords(templatesWords)
  const { locales } = useWords(messagesWords)
  const mayRead = useMay('audit.read')
  if (!mayRead) return <span className={styles.history}>{words.historyText}</span>
  return (
    <span className={styles.history}>
      {words.history}
      {MESSAGE_LOCALES.map((locale) => (
        <Link key={locale} to={`/administration/audit?subject=${encodeURIComponent(`${spellKind(kind)}/${locale}`)}`}>
          {locales[locale]}
        </Link>
      ))}
    </span>
  )
}
