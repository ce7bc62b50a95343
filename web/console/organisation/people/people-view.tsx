import { Button, Input, Select, Table, type TableColumnsType } from 'antd'
import { useRef, useState } from 'react'
import { useSettled } from '#web/console/cases/intake/use-settled.ts'
import { type PeopleFilter, type PersonLine, usePeople, useRoles } from '#web/console/organisation/api-people.ts'
import organisation from '#web/console/organisation/organisation.module.css'
import { usePostsOf } from '#web/console/organisation/person-select.tsx'
import { UnitSelect } from '#web/console/organisation/unit-select.tsx'
import { useHeight } from '#web/console/organisation/use-height.ts'
import { organisationWords } from '#web/console/organisation/words.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { useMore } from '#web/shared/list/use-more.ts'
import { useMay } from '#web/shared/session/session.tsx'
import { Empty, Failure, Loading } from '#web/shared/states/states.tsx'
import styles from './people.module.css'
import { peopleWords } from './words.ts'

const HEAD = 40

/** Everybody of the area, found by text and narrowed by unit, role and account; read on while it is scrolled. */
export function PeopleView({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const words = useWords(peopleWords)
  const shared = useWords(organisationWords)
  const [text, setText] = useState('')
  const [filter, setFilter] = useState<PeopleFilter>({})
  const search = useSettled(text.trim(), 250)
  const people = usePeople({ ...filter, ...(search !== '' && { search }) })
  const { data, error, refetch } = people
  const lines = data?.pages.flatMap(({ items }) => items)
  const total = data?.pages[0]?.total
  const more = useMore(people)
  return (
    <>
      <Filters text={text} onText={setText} filter={filter} onFilter={setFilter} told={total === undefined ? '' : shared.all(total)} />
      {error && !lines && <Failure error={error} retry={() => void refetch()} />}
      {!lines && !error && <Loading rows={14} />}
      {lines?.length === 0 && <Empty title={words.none}>{words.noneText}</Empty>}
      {lines && lines.length > 0 && <PeopleTable lines={lines} onOpen={onOpen} onEnd={more} />}
    </>
  )
}

interface FiltersProps {
  readonly text: string
  readonly onText: (text: string) => void
  readonly filter: PeopleFilter
  readonly onFilter: (filter: PeopleFilter) => void
  readonly told: string
}

const STATES = {
  active: { active: 'true' },
  disabled: { active: 'false' },
  maySignIn: { signIn: 'true' },
  mayNotSignIn: { signIn: 'false' },
} as const
type AccountState = keyof typeof STATES

function Filters({ text, onText, filter, onFilter, told }: FiltersProps) {
  const words = useWords(peopleWords)
  const language = useLanguage()
  const mayRead = useMay('people.read')
  const roles = useRoles().data?.items ?? []
  const [state, setState] = useState<AccountState | null>(null)
  const { unitId, roleCode } = filter
  const narrow = (part: PeopleFilter): void => onFilter({ ...filter, ...part })
  const chooseState = (chosen: AccountState | null): void => {
    setState(chosen)
    onFilter({ ...(unitId && { unitId }), ...(roleCode && { roleCode }), ...(chosen && STATES[chosen]) })
  }
  const hint = mayRead ? words.search : words.searchMasked
  return (
    <div className={styles.filters}>
      <Input
        className={organisation.wide}
        allowClear
        aria-label={hint}
        placeholder={hint}
        maxLength={50}
        value={text}
        onChange={({ target }) => onText(target.value)}
      />
      <UnitSelect value={unitId ?? null} onChange={(id) => narrow({ unitId: id ?? undefined })} />
      <Select
        className={organisation.narrow}
        aria-label={words.role}
        allowClear
        placeholder={words.anyRole}
        value={roleCode ?? null}
        onChange={(code: string | undefined) => narrow({ roleCode: code })}
        options={roles.map(({ code, name, nameEn }) => ({ value: code, label: language === 'zh' ? name : nameEn }))}
      />
      <Select<AccountState | null>
        className={organisation.narrow}
        aria-label={words.state}
        allowClear
        placeholder={words.anyState}
        value={state}
        onChange={(chosen) => chooseState(chosen ?? null)}
        options={(Object.keys(STATES) as AccountState[]).map((value) => ({ value, label: words[value] }))}
      />
      <span className={organisation.secondary} role="status">
        {told}
      </span>
    </div>
  )
}

interface PeopleTableProps {
  readonly lines: readonly PersonLine[]
  readonly onOpen: (id: string) => void
  readonly onEnd: () => void
}

function PeopleTable({ lines, onOpen, onEnd }: PeopleTableProps) {
  const words = useWords(peopleWords)
  const postsOf = usePostsOf()
  const holder = useRef<HTMLDivElement>(null)
  const height = useHeight(holder)
  const columns: TableColumnsType<PersonLine> = [
    {
      title: words.name, key: 'name', width: 160, ellipsis: true,
      render: (_, { id, name }) => <Button type="link" size="small" className={styles.name} onClick={() => onOpen(id)}>{name}</Button>,
    },
    { title: words.login, key: 'login', width: 200, ellipsis: true, render: (_, { login }) => login ?? '–' },
    { title: words.postsOf, key: 'posts', ellipsis: true, render: (_, line) => postsOf(line) || <span className={organisation.faint}>{words.noPost}</span> },
    {
      title: words.account, key: 'account', width: 150,
      render: (_, { active, maySignIn }) => <span className={organisation.secondary}>{!active ? words.disabled : maySignIn ? words.maySignIn : words.mayNotSignIn}</span>,
    },
  ] // biome-ignore format: a table
  return (
    <div ref={holder} className={styles.table}>
      {height > 0 && (
        <Table<PersonLine>
          virtual
          size="small"
          rowKey="id"
          columns={columns}
          dataSource={[...lines]}
          pagination={false}
          scroll={{ x: 720, y: height - HEAD }}
          onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
            if (scrollHeight - scrollTop - clientHeight < 600) onEnd()
          }}
        />
      )}
    </div>
  )
}
