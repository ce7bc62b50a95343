import { useState } from 'react'
import type { Difference } from '#web/console/catalogue/api.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { PARTS, type Part } from './changes.ts'
import styles from './compare.module.css'
import { compareWords } from './words.ts'

interface UnchangedProps {
  readonly unchanged: Readonly<Record<Part, readonly string[]>>
  readonly names: Difference['names']
}

/** What both versions say alike, folded. */
export function Unchanged({ unchanged, names }: UnchangedProps) {
  const words = useWords(compareWords)
  const say = useSay()
  const [open, setOpen] = useState(false)
  const tell = (part: Part, key: string): string => {
    const [code = key, number] = key.split('#')
    if (part === 'rules') return words.rule(key)
    return `${code} ${names[code] ? say(names[code]) : ''} ${number === undefined ? '' : words.condition(number)}`.trim()
  }
  const { types, conditions, rules } = unchanged
  return (
    <details className={styles.unchanged} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.unchanged(types.length, conditions.length, rules.length)}</summary>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by the keyboard
        <ul tabIndex={0}>{PARTS.flatMap((part) => unchanged[part].map((key) => <li key={`${part}/${key}`}>{tell(part, key)}</li>))}</ul>
      )}
    </details>
  )
}
