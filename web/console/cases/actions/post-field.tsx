import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import type { UnitView } from '#organisation/contract-people.ts'
import type { Case } from '#web/console/cases/api.ts'
import { get } from '#web/shared/api/client.ts'
import { listed, useLanguage, useWords } from '#web/shared/language/language.ts'
import styles from './actions.module.css'
import { holdsTyped } from './holds-typed.ts'
import { useUnitsAround } from './serving-units.ts'
import { actionWords } from './words.ts'

export interface PostFieldProps {
  readonly of: Case
  readonly value?: string | null
  readonly onChange?: (postId: string | null) => void
  readonly id?: string
}

const usePosts = (unitId: string | null) =>
  useQuery({
    queryKey: ['organisation', 'unit', unitId],
    queryFn: ({ signal }) => get<z.output<typeof UnitView>>(`/api/units/${unitId}`, undefined, signal),
    enabled: unitId !== null,
    staleTime: 60_000,
  })

/** Chooses a post: first the unit (the one that has the case unless another is chosen), then one of its posts with who is in it. */
export function PostField({ of, value, onChange, id }: PostFieldProps) {
  const words = useWords(actionWords)
  const language = useLanguage()
  const [unitId, setUnitId] = useState(of.unitId)
  const { data: units, isPending } = useUnitsAround(of)
  const { data: unit } = usePosts(unitId)
  const named = (item: { readonly zh: string; readonly en: string | null }): string => (language === 'zh' ? item.zh : (item.en ?? item.zh))
  const unitOptions = units?.map((each) => ({ value: each.id, label: named({ zh: each.name, en: each.nameEn }) }))
  const postOptions = unit?.posts.map((post) => ({
    value: post.id,
    label: `${named({ zh: post.title, en: post.titleEn })} · ${
      listed(
        post.appointed.map(({ name }) => name),
        language,
      ) || words.nobody
    }`,
  }))
  const chooseUnit = (next: string): void => {
    setUnitId(next)
    onChange?.(null)
  }
  return (
    <div className={styles.pair}>
      <Select
        aria-label={words.unitOfPost}
        showSearch={{ filterOption: (typed, option) => holdsTyped(option?.label ?? '', typed) }}
        loading={isPending}
        placeholder={words.unitOfPost}
        value={unitId ?? undefined}
        onChange={chooseUnit}
        options={unitOptions}
      />
      <Select
        id={id}
        aria-label={words.post}
        placeholder={words.post}
        disabled={unitId === null}
        value={value ?? undefined}
        onChange={(postId) => onChange?.(postId)}
        options={postOptions}
      />
    </div>
  )
}
