import { Select } from 'antd'
import { useState } from 'react'
import { holdsTyped } from '#web/console/cases/actions/holds-typed.ts'
import { useUnit } from '#web/console/organisation/api-people.ts'
import { UnitSelect } from '#web/console/organisation/unit-select.tsx'
import { listed, useLanguage, useNamed, useWords } from '#web/shared/language/language.ts'
import styles from './recipients.module.css'
import { recipientsWords } from './words.ts'

interface OfficeFieldProps {
  readonly kind: 'unit' | 'post'
  readonly value?: string | null
  readonly onChange?: (id: string | null) => void
  readonly id?: string
}

/** Chooses a unit, or one of its posts with who is in it. */
export function OfficeField({ kind, ...field }: OfficeFieldProps) {
  return kind === 'unit' ? <UnitSelect {...field} /> : <PostOfUnit {...field} />
}

function PostOfUnit({ value, onChange, id }: Omit<OfficeFieldProps, 'kind'>) {
  const words = useWords(recipientsWords)
  const language = useLanguage()
  const named = useNamed()
  const [unitId, setUnitId] = useState<string | null>(null)
  const { data, isFetching } = useUnit(unitId ?? undefined)
  const options = data?.posts.map((post) => {
    const holders = post.appointed.map(({ name }) => name)
    return { value: post.id, label: `${named(post.title, post.titleEn)} · ${listed(holders, language) || words.vacant}` }
  })
  const chooseUnit = (next: string | null): void => {
    setUnitId(next)
    onChange?.(null)
  }
  return (
    <div className={styles.stacked}>
      <UnitSelect value={unitId} onChange={chooseUnit} />
      <Select
        id={id}
        aria-label={words.post}
        allowClear
        disabled={unitId === null}
        loading={isFetching}
        placeholder={unitId === null ? words.chooseUnitFirst : words.choosePost}
        showSearch={{ filterOption: (typed, option) => holdsTyped(option?.label ?? '', typed) }}
        notFoundContent={isFetching ? null : words.noPosts}
        value={value ?? null}
        onChange={(chosen: string | undefined) => onChange?.(chosen ?? null)}
        options={unitId === null ? [] : options}
      />
    </div>
  )
}
