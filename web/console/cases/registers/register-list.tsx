import { Button, Drawer, Input, Select, Table, type TableColumnsType } from 'antd'
import { useRef, useState } from 'react'
import { COMPONENT_STATES, SHOPFRONT_STATES } from '#cases/contract-registers.ts'
import { type Register, type RegisterEntry, useEntries } from '#web/console/cases/api-registers.ts'
import { useSettled } from '#web/console/cases/intake/use-settled.ts'
import { usePlaceName, useTypes } from '#web/console/cases/queue/names.ts'
import { useHeight } from '#web/console/organisation/use-height.ts'
import { useNamed, useWords } from '#web/shared/language/language.ts'
import { useMore } from '#web/shared/list/use-more.ts'
import { Empty, Failure, Loading } from '#web/shared/states/states.tsx'
import { EntryFacts } from './entry-facts.tsx'
import styles from './registers.module.css'
import { registersWords } from './words.ts'

const HEAD = 40
const STATES = { component: COMPONENT_STATES, shopfront: SHOPFRONT_STATES } as const

/** A register as a list: found by code, name or address, narrowed by state, read on while it is scrolled; an entry opens beside it. */
export function RegisterList({ register }: { readonly register: Register }) {
  const words = useWords(registersWords)
  const [text, setText] = useState('')
  const [state, setState] = useState<string | undefined>(undefined)
  const [open, setOpen] = useState<string | null>(null)
  const asked = useSettled(text.trim(), 250)
  const read = useEntries({ register, text: asked, state })
  const { data, error, refetch } = read
  const entries = data?.pages.flatMap((page) => page.entries)
  const total = data?.pages[0]?.total ?? null
  const names: Readonly<Record<string, string>> = words.stateNames
  const more = useMore(read)
  return (
    <div className={styles.list}>
      <div className={styles.filters}>
        <Input
          className={styles.search}
          allowClear
          maxLength={100}
          aria-label={words.search[register]}
          placeholder={words.search[register]}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <Select
          className={styles.state}
          allowClear
          aria-label={words.state}
          placeholder={words.anyState}
          value={state}
          onChange={setState}
          options={STATES[register].map((value) => ({ value, label: names[value] }))}
        />
        <span className={styles.faint} role="status">
          {total !== null && words.total(total)}
        </span>
      </div>
      {error && !entries && <Failure error={error} retry={() => void refetch()} />}
      {!entries && !error && <Loading rows={14} />}
      {entries?.length === 0 && (
        <Empty title={words.empty}>{asked === '' && state === undefined ? words.emptyText : words.emptyFound}</Empty>
      )}
      {entries && entries.length > 0 && <Lines register={register} entries={entries} onOpen={setOpen} onEnd={more} />}
      <Drawer open={open !== null} onClose={() => setOpen(null)} title={open} size={420} destroyOnHidden>
        {open !== null && <EntryFacts register={register} code={open} />}
      </Drawer>
    </div>
  )
}

interface LinesProps {
  readonly register: Register
  readonly entries: readonly RegisterEntry[]
  readonly onOpen: (code: string) => void
  readonly onEnd: () => void
}

function Lines({ register, entries, onOpen, onEnd }: LinesProps) {
  const words = useWords(registersWords)
  const named = useNamed()
  const placeName = usePlaceName()
  const types = useTypes(register === 'component').data
  const holder = useRef<HTMLDivElement>(null)
  const height = useHeight(holder)
  const names: Readonly<Record<string, string>> = words.stateNames
  const typeName = (code: string | null): string => {
    const type = types?.find((each) => each.code === code)
    return [type && named(type.name, type.nameEn), code].filter(Boolean).join(' · ')
  }
  const columns: TableColumnsType<RegisterEntry> = [
    {
      title: words.code, key: 'code', width: 180, ellipsis: true,
      render: (_, { code }) => <Button type="link" size="small" className={styles.code} onClick={() => onOpen(code)}>{code}</Button>,
    },
    { title: words.name, key: 'name', width: 220, ellipsis: true, render: (_, { name }) => name },
    register === 'component'
      ? { title: words.typeOf, key: 'type', width: 220, ellipsis: true, render: (_, { typeCode }) => typeName(typeCode) }
      : { title: words.address, key: 'address', ellipsis: true, render: (_, { address }) => address },
    { title: words.state, key: 'state', width: 96, render: (_, { state }) => names[state] },
    { title: words.within, key: 'place', ellipsis: true, render: (_, { gridCode }) => (gridCode === null ? words.none : placeName(gridCode) || gridCode) },
  ] // biome-ignore format: a table
  return (
    <div ref={holder} className={styles.table}>
      {height > 0 && (
        <Table<RegisterEntry>
          virtual
          size="small"
          rowKey="code"
          columns={columns}
          dataSource={[...entries]}
          pagination={false}
          scroll={{ x: 860, y: height - HEAD }}
          onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
            if (scrollHeight - scrollTop - clientHeight < 600) onEnd()
          }}
        />
      )}
    </div>
  )
}
