import type { MessageLocale } from '#messages/channels.ts'
import type { Preview } from '#messages/preview-message.ts'
import { useWords } from '#web/shared/language/language.ts'
import { LANGUAGE_TAGS } from './template-kinds.ts'
import styles from './templates.module.css'
import { templatesWords } from './words.ts'

interface TextPreviewProps {
  /** Null while the text is refused, or not yet tried. */
  readonly told: Preview | null
  readonly locale: MessageLocale
}

/** A text as it would arrive, with its foot. */
export function TextPreview({ told, locale }: TextPreviewProps) {
  const words = useWords(templatesWords)
  return (
    <figure className={styles.preview}>
      <figcaption>
        {words.preview}
        {told?.parts && <span className={styles.count}>{words.parts(told.parts, told.length)}</span>}
      </figcaption>
      {told ? (
        <div lang={LANGUAGE_TAGS[locale]}>
          {told.subject && <p className={styles.subject}>{told.subject}</p>}
          <p>{told.text || words.noBody}</p>
        </div>
      ) : (
        <p className={styles.faint}>{words.noPreview}</p>
      )}
    </figure>
  )
}
