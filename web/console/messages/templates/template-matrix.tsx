import type { Template } from '#web/console/messages/api.ts'
import { messagesWords } from '#web/console/messages/words.ts'
import { useWords } from '#web/shared/language/language.ts'
import { AUDIENCES_TOLD, type KindKey, ownOf, spellKind } from './template-kinds.ts'
import styles from './templates.module.css'
import { templatesWords } from './words.ts'

interface TemplateMatrixProps {
  readonly templates: readonly Template[]
  readonly open: KindKey | undefined
  readonly onOpen: (key: KindKey) => void
}

/** Every text by audience, step and channel, and whose it is. */
export function TemplateMatrix({ templates, open, onOpen }: TemplateMatrixProps) {
  const words = useWords(templatesWords)
  const { steps, audiences, channels } = useWords(messagesWords)
  return (
    <nav className={styles.matrix} aria-label={words.matrix}>
      {AUDIENCES_TOLD.map(({ audience, kinds }) => (
        <section key={audience}>
          <h2>{audiences[audience]}</h2>
          <ul>
            {kinds.map((kind) => (
              <li key={kind.step}>
                <span>{steps[kind.step]}</span>
                {kind.channels.map((channel) => {
                  const key = { step: kind.step, audience, channel }
                  const own = ownOf(templates, key)
                  const whose = own === 0 ? words.shipped : own === 1 ? words.half : words.own
                  return (
                    <button
                      key={channel}
                      type="button"
                      data-own={own > 0}
                      aria-current={open !== undefined && spellKind(open) === spellKind(key)}
                      onClick={() => onOpen(key)}
                    >
                      <span className="visually-hidden">{words.cell(steps[kind.step], audiences[audience])}</span>
                      <span>{channels[channel]}</span>
                      {own > 0 && <span className={styles.whose}>{whose}</span>}
                    </button>
                  )
                })}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}
