import { Button, Select } from 'antd'
import { WEBHOOK_TOPICS } from '#messages/contract.ts'
import { holdsTyped } from '#web/console/cases/actions/holds-typed.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { nameEvent } from './name-event.ts'
import styles from './recipients.module.css'
import { recipientsWords } from './words.ts'

const MOST_SHOWN = 12

interface EventSelectProps {
  readonly value?: readonly string[]
  readonly onChange?: (topics: readonly string[]) => void
  readonly id?: string
}

/** Chooses events by name or topic, several, all or none. */
export function EventSelect({ value = [], onChange, id }: EventSelectProps) {
  const words = useWords(recipientsWords)
  const language = useLanguage()
  return (
    <div className={styles.stacked}>
      <Select
        id={id}
        mode="multiple"
        maxTagCount={MOST_SHOWN}
        placeholder={words.chooseEvents}
        showSearch={{ filterOption: (typed, option) => holdsTyped(`${option?.label} ${option?.value}`, typed) }}
        value={[...value]}
        onChange={(topics: string[]) => onChange?.(topics)}
        options={WEBHOOK_TOPICS.map((topic) => ({ value: topic, label: nameEvent(topic, language) }))}
        optionRender={({ label, value: topic }) => (
          <>
            {label} <span className={styles.faint}>{topic}</span>
          </>
        )}
      />
      <div className={styles.actions} data-start>
        <Button size="small" onClick={() => onChange?.(WEBHOOK_TOPICS)}>
          {words.allEvents}
        </Button>
        <Button size="small" onClick={() => onChange?.([])}>
          {words.noEvents}
        </Button>
      </div>
    </div>
  )
}
