import { SearchOutlined } from '@ant-design/icons'
import { Input, type InputRef, Modal } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { useWords } from '#web/shared/language/language.ts'
import styles from './search.module.css'
import { SearchResults } from './search-results.tsx'
import { useSearch } from './use-search.ts'
import { searchWords } from './words.ts'

/** The search over everything, opened by its button or Ctrl+K; arrows choose, Enter opens. */
export function Search() {
  const words = useWords(searchWords)
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      setOpen(true)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  return (
    <>
      <button type="button" className={styles.opener} onClick={() => setOpen(true)} title={words.title}>
        <SearchOutlined />
        <span>{words.title}</span>
        <kbd>{words.key}</kbd>
      </button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        footer={null}
        closable={false}
        width={640}
        style={{ top: 80 }}
        destroyOnHidden
        title={<span className="visually-hidden">{words.title}</span>}
      >
        <SearchPanel onDone={() => setOpen(false)} />
      </Modal>
    </>
  )
}

function SearchPanel({ onDone }: { readonly onDone: () => void }) {
  const words = useWords(searchWords)
  const navigate = useNavigate()
  const input = useRef<InputRef>(null)
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const found = useSearch(text)
  useEffect(() => input.current?.focus(), [])
  const open = (to: string | undefined): void => {
    if (to === undefined) return
    onDone()
    void navigate(to)
  }
  const press = (event: KeyboardEvent): void => {
    const last = found.hits.length - 1
    if (event.key === 'ArrowDown') setChosen((at) => Math.min(last, at + 1))
    else if (event.key === 'ArrowUp') setChosen((at) => Math.max(0, at - 1))
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) open(found.hits[chosen]?.to)
    else return
    event.preventDefault()
  }
  return (
    <search>
      <Input
        ref={input}
        size="large"
        value={text}
        maxLength={100}
        prefix={<SearchOutlined />}
        placeholder={words.placeholder}
        aria-label={words.title}
        role="combobox"
        aria-expanded={found.hits.length > 0}
        aria-controls="search-results"
        aria-activedescendant={found.hits[chosen] ? `search-hit-${chosen}` : undefined}
        onChange={(event) => {
          setText(event.target.value)
          setChosen(0)
        }}
        onKeyDown={press}
      />
      <SearchResults found={found} chosen={chosen} text={text} onOpen={open} />
    </search>
  )
}
