import { SearchOutlined } from '@ant-design/icons'
import { Input, type InputRef } from 'antd'
import { type RefObject, useEffect, useState } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import { workbenchWords } from './words.ts'
import styles from './workbench.module.css'

/** Typing rests this long before the list is asked, ms. */
const REST = 350

interface SearchFieldProps {
  readonly field: RefObject<InputRef | null>
  readonly text: string
  readonly onText: (text: string) => void
}

/** The words that narrow the list, taken in as one types. One letter is too little to search by. */
export function SearchField({ field, text, onText }: SearchFieldProps) {
  const words = useWords(workbenchWords)
  const [typed, setTyped] = useState(text)
  useEffect(() => setTyped(text), [text])
  useEffect(() => {
    const wanted = typed.trim()
    if (wanted === text || wanted.length === 1) return
    const timer = setTimeout(() => onText(wanted), REST)
    return () => clearTimeout(timer)
  }, [typed, text, onText])
  return (
    <Input
      ref={field}
      className={styles.search}
      allowClear
      prefix={<SearchOutlined aria-hidden="true" />}
      placeholder={words.search}
      aria-label={words.searchLabel}
      maxLength={100}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
        setTyped('')
        field.current?.blur()
      }}
    />
  )
}
