import { Select } from 'antd'
import { useState } from 'react'
import { useSettled } from '#web/console/cases/intake/use-settled.ts'
import { listed, useLanguage, useWords } from '#web/shared/language/language.ts'
import { type PersonLine, usePeople } from './api-people.ts'
import organisation from './organisation.module.css'
import { staffingWords } from './staffing/words.ts'

interface PersonSelectProps {
  readonly value?: string
  readonly onChange?: (id: string) => void
  readonly id?: string
}

/** What tells one of two people of the same name from the other. */
export function usePostsOf(): (line: PersonLine) => string {
  const language = useLanguage()
  return ({ posts }) =>
    listed(
      posts.map((post) =>
        language === 'zh' ? `${post.unitName} · ${post.title}` : `${post.unitNameEn ?? post.unitName} · ${post.titleEn ?? post.title}`,
      ),
      language,
    )
}

/** Chooses one of the active people by name, login, title or unit. */
export function PersonSelect({ value, onChange, id }: PersonSelectProps) {
  const words = useWords(staffingWords)
  const postsOf = usePostsOf()
  const [text, setText] = useState('')
  const search = useSettled(text.trim(), 200)
  const { data } = usePeople({ active: 'true', ...(search !== '' && { search }) })
  const people = data?.pages[0]?.items ?? []
  return (
    <Select
      id={id}
      showSearch={{ filterOption: false, onSearch: setText }}
      placeholder={words.choosePerson}
      {...(value !== undefined && { value })}
      options={people.map((line) => ({
        value: line.id,
        label: line.login ? `${line.name} (${line.login})` : line.name,
        more: postsOf(line),
      }))}
      onChange={(chosen: string) => onChange?.(chosen)}
      notFoundContent={words.noPerson}
      optionRender={({ data: { label, more } }) => (
        <>
          {label} <span className={organisation.faint}>{more}</span>
        </>
      )}
    />
  )
}
