import { DeleteOutlined, EditOutlined } from '@ant-design/icons'
import { App, Button, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import type { Preferences } from '#platform/contract-preferences.ts'
import { type QueueFilter, readFilter, writeFilter } from '#web/console/cases/queue/queue-filter.ts'
import { newRequestId } from '#web/shared/api/submission.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useKeepPreference, usePreferences } from '#web/shared/session/preferences.ts'
import { useErrorText } from '#web/shared/states/states.tsx'
import { workbenchWords } from './words.ts'
import styles from './workbench.module.css'

type Saved = NonNullable<Preferences['saved-filters']>[number]
export interface SavedPanelProps {
  readonly filter: QueueFilter
  readonly onFilter: (filter: QueueFilter) => void
  readonly onDone: () => void
}

/** One line to write a name in; a name may be there once. */
function NameField({
  preset,
  taken,
  label,
  onName,
}: {
  preset: string
  taken: readonly string[]
  label: string
  onName: (name: string) => void
}) {
  const words = useWords(workbenchWords)
  const [name, setName] = useState(preset)
  const wanted = name.trim()
  const isTaken = wanted !== preset && taken.includes(wanted)
  return (
    <form
      className={styles.naming}
      onSubmit={(event) => {
        event.preventDefault()
        if (wanted === '' || isTaken) return
        onName(wanted)
        setName('')
      }}
    >
      <Input
        value={name}
        maxLength={60}
        placeholder={words.saveName}
        aria-label={words.saveName}
        status={isTaken ? 'error' : ''}
        suffix={isTaken ? words.nameTaken : undefined}
        onChange={(event) => setName(event.target.value)}
      />
      <Button htmlType="submit" disabled={wanted === '' || isTaken}>
        {label}
      </Button>
    </form>
  )
}

/** Filters kept under a name, with the person and on the server: apply, rename, delete, and keep the present one. */
export default function SavedPanel({ filter, onFilter, onDone }: SavedPanelProps) {
  const words = useWords(workbenchWords)
  const errorText = useErrorText()
  const { message } = App.useApp()
  const { data } = usePreferences()
  const { mutate } = useKeepPreference('saved-filters')
  const [renaming, setRenaming] = useState<string | null>(null)
  const saved = data?.['saved-filters'] ?? []
  const names = saved.map(({ name }) => name)
  const keep = (next: Saved[], done?: string): void =>
    mutate(next, {
      onSuccess: () => done && message.success(done),
      onError: (error) => message.error(errorText(error)),
    })
  const apply = ({ query }: Saved): void => {
    onFilter(readFilter(new URLSearchParams(query)))
    onDone()
  }
  const rename = (id: string, name: string): void => {
    keep(saved.map((each) => (each.id === id ? { ...each, name } : each)))
    setRenaming(null)
  }
  return (
    <div className={styles.panel}>
      {saved.length === 0 && <p className={styles.hint}>{words.savedNone}</p>}
      <ul className={styles.rows}>
        {saved.map((each) =>
          renaming === each.id ? (
            <li key={each.id}>
              <NameField preset={each.name} taken={names} label={words.rename} onName={(name) => rename(each.id, name)} />
            </li>
          ) : (
            <li key={each.id}>
              <Button
                type="text"
                className={styles.named}
                title={each.name}
                onClick={() => apply(each)}
                aria-current={each.query === writeFilter(filter) || undefined}
              >
                {each.name}
              </Button>
              <Button
                type="text"
                size="small"
                icon={<EditOutlined aria-hidden />}
                aria-label={`${words.rename} ${each.name}`}
                onClick={() => setRenaming(each.id)}
              />
              <Popconfirm
                placement="left"
                title={words.removeSure(each.name)}
                okText={words.remove}
                onConfirm={() => keep(saved.filter(({ id }) => id !== each.id))}
              >
                <Button type="text" size="small" icon={<DeleteOutlined aria-hidden />} aria-label={`${words.remove} ${each.name}`} />
              </Popconfirm>
            </li>
          ),
        )}
      </ul>
      <NameField
        preset=""
        taken={names}
        label={words.save}
        onName={(name) => keep([...saved, { id: newRequestId(), name, query: writeFilter(filter) }], words.savedDone(name))}
      />
    </div>
  )
}
