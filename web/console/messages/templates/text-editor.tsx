import { Input } from 'antd'
import { useId } from 'react'
import { defaultTemplate, type TemplateText } from '#messages/default-templates.ts'
import type { TemplateKey } from '#messages/preview-message.ts'
import { useSettled } from '#web/console/cases/intake/use-settled.ts'
import { type Template, usePreview } from '#web/console/messages/api.ts'
import { messagesWords } from '#web/console/messages/words.ts'
import { faultsOfProblem } from '#web/shared/form/contract-faults.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { useErrorText } from '#web/shared/states/states.tsx'
import { ResetButton } from './reset-button.tsx'
import type { Cursor, TextField } from './template-editor.tsx'
import { LANGUAGE_TAGS } from './template-kinds.ts'
import styles from './templates.module.css'
import { TextPreview } from './text-preview.tsx'
import { templatesWords } from './words.ts'

interface TextEditorProps {
  readonly textKey: TemplateKey
  readonly kept: Template | undefined
  readonly text: TemplateText
  readonly changed: boolean
  /** What saving it was refused with. */
  readonly fault: unknown
  readonly editable: boolean
  readonly onWrite: (text: TemplateText) => void
  readonly onForget: () => void
  readonly onCursor: (field: TextField, element: Cursor['element']) => void
}

const SETTLED = 300

/** What is wrong with a text, by field, in the server's own words. */
function useTextFaults(problem: unknown): (field: TextField | null) => string | null {
  const language = useLanguage()
  const errorText = useErrorText()
  const placed = faultsOfProblem(problem, language)
  return (field) => {
    if (field !== null) return placed.find(({ path }) => path[0] === field)?.text ?? null
    return problem && placed.length === 0 ? errorText(problem) : null
  }
}

/** A text in one language: written, judged and previewed as it is written. */
export function TextEditor(props: TextEditorProps) {
  const { textKey, kept, text, changed, fault, editable, onWrite, onForget, onCursor } = props
  const words = useWords(templatesWords)
  const { locales } = useWords(messagesWords)
  const id = useId()
  const settled: TemplateText = JSON.parse(useSettled(JSON.stringify(text), SETTLED))
  const preview = usePreview(textKey, settled)
  const faultAt = useTextFaults(fault ?? preview.error)
  const titled = textKey.channel === 'email' && textKey.step !== 'footer'
  const shipped = defaultTemplate(textKey.step, textKey.audience, textKey.channel, textKey.locale)
  const [subjectFault, bodyFault, wholeFault] = [faultAt('subject'), faultAt('body'), faultAt(null)]
  return (
    <section className={styles.language} aria-labelledby={`${id}title`}>
      <div className={styles.line}>
        <h3 id={`${id}title`}>{locales[textKey.locale]}</h3>
        <span className={styles.faint}>{changed ? words.changed : kept?.own ? words.own : words.shipped}</span>
        {editable && kept?.own && <ResetButton textKey={textKey} onDone={onForget} />}
      </div>
      {titled && (
        <>
          <label htmlFor={`${id}subject`}>{words.subject}</label>
          <Input
            id={`${id}subject`}
            lang={LANGUAGE_TAGS[textKey.locale]}
            maxLength={150}
            readOnly={!editable}
            status={subjectFault ? 'error' : ''}
            aria-describedby={`${id}subject-fault`}
            value={text.subject}
            onFocus={({ target }) => onCursor('subject', target)}
            onChange={({ target }) => onWrite({ ...text, subject: target.value })}
          />
          <p id={`${id}subject-fault`} className={styles.fault} role="alert">
            {subjectFault}
          </p>
        </>
      )}
      <label htmlFor={`${id}body`}>{words.body}</label>
      <Input.TextArea
        id={`${id}body`}
        lang={LANGUAGE_TAGS[textKey.locale]}
        maxLength={4000}
        autoSize={{ minRows: textKey.channel === 'email' ? 7 : 3, maxRows: 16 }}
        readOnly={!editable}
        status={bodyFault ? 'error' : ''}
        aria-describedby={`${id}body-fault`}
        value={text.body}
        onFocus={({ target }) => onCursor('body', target)}
        onChange={({ target }) => onWrite({ ...text, body: target.value })}
      />
      <p id={`${id}body-fault`} className={styles.fault} role="alert">
        {bodyFault ?? (titled ? wholeFault : (subjectFault ?? wholeFault))}
      </p>
      <TextPreview told={preview.error ? null : (preview.data ?? null)} locale={textKey.locale} />
      {(kept?.own || changed) && (
        <details className={styles.shipped}>
          <summary>{words.shippedText}</summary>
          <div lang={LANGUAGE_TAGS[textKey.locale]}>
            {shipped.subject && <p className={styles.subject}>{shipped.subject}</p>}
            <p>{shipped.body || words.noBody}</p>
          </div>
        </details>
      )}
    </section>
  )
}
